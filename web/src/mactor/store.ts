import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'
import { useContext } from '../frame/context.ts'

type Schemas = components['schemas']
export type Study = Schemas['MactorStudy']
export type Results = Schemas['MactorStudyResults']
export type Order = Results['orders'][number]
export type Actor = Schemas['MactorActor']
export type Objective = Schemas['MactorObjective']
export type Influence = Schemas['MactorInfluence']
export type Stance = Schemas['MactorStance']
export type ObjectiveDraft = Schemas['MactorObjectivesPutInput']['objectives'][number]
export type StudyDraft = Schemas['MactorStudyCreateInput']
export type StudySearch = NonNullable<operations['listMactorStudies']['parameters']['query']>
export interface InfluenceDraft { actorId: string; onActorId: string; value: number | null; reason?: string }
export interface StanceDraft { actorId: string; objectiveId: string; value: number | null; reason?: string }

type Query<T> = UseQueryReturnType<T, Error>
const path = (id: MaybeRefOrGetter<string>) => ({ path: { id: toValue(id) } })
const versioned = ({ version }: { version: number }) => ifMatch(`"${version}"`)

/** Studies page after page, the last changed first. */
export function useStudies(search: MaybeRefOrGetter<StudySearch>, enabled: MaybeRefOrGetter<boolean> = true) {
  const query = useInfiniteQuery({
    queryKey: computed(() => ['mactor', 'list', toValue(search)]),
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/mactor-studies', { params: { query: { ...toValue(search), limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: { items: Study[]; nextCursor: string | null }) => last.nextCursor,
    placeholderData: keepPreviousData,
    enabled: computed(() => toValue(enabled)),
  })
  return { ...query, rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

export const useStudy = (id: MaybeRefOrGetter<string>): Query<Study> =>
  useQuery<Study>({ queryKey: computed(() => ['mactor', 'study', toValue(id)]), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/mactor-studies/{id}', { params: path(id), signal })) })

/** Every table of a study as of the day in force. */
export function useResults(id: MaybeRefOrGetter<string>, emptyAsZero: MaybeRefOrGetter<boolean>, enabled: MaybeRefOrGetter<boolean> = true): Query<Results> {
  const { asOf } = useContext()
  const query = computed(() => ({ ...(asOf.value ? { asOf: asOf.value } : {}), ...(toValue(emptyAsZero) ? { emptyAsZero: 'true' as const } : {}) }))
  return useQuery<Results>({
    queryKey: ['mactor', 'results', computed(() => toValue(id)), query],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/mactor-studies/{id}/results', { params: { ...path(id), query: query.value }, signal })),
    placeholderData: keepPreviousData,
    enabled: computed(() => toValue(enabled)),
  })
}

/** All that was said of one cell of MID, the latest first. */
export const useInfluenceHistory = (id: MaybeRefOrGetter<string>, cell: MaybeRefOrGetter<{ actorId: string; onActorId: string } | undefined>): Query<Influence[]> =>
  useQuery<Influence[]>({
    queryKey: computed(() => ['mactor', 'influences', toValue(id), toValue(cell)]),
    queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/mactor-studies/{id}/influences', { params: { ...path(id), query: { ...toValue(cell), all: 'true' } }, signal }))).items,
    enabled: computed(() => toValue(cell) !== undefined),
  })

/** All that was said of one cell of 2MAO, the latest first. */
export const useStanceHistory = (id: MaybeRefOrGetter<string>, cell: MaybeRefOrGetter<{ actorId: string; objectiveId: string } | undefined>): Query<Stance[]> =>
  useQuery<Stance[]>({
    queryKey: computed(() => ['mactor', 'stances', 'history', toValue(id), toValue(cell)]),
    queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/mactor-studies/{id}/stances', { params: { ...path(id), query: { ...toValue(cell), all: 'true' } }, signal }))).items,
    enabled: computed(() => toValue(cell) !== undefined),
  })

/** The cells of 2MAO that count on the day in force: which were filled from a position. */
export function useStances(id: MaybeRefOrGetter<string>): Query<Stance[]> {
  const { asOf } = useContext()
  return useQuery<Stance[]>({
    queryKey: computed(() => ['mactor', 'stances', 'current', toValue(id), asOf.value]),
    queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/mactor-studies/{id}/stances', { params: { ...path(id), query: asOf.value ? { asOf: asOf.value } : {} }, signal }))).items,
  })
}

/** Points to choose objectives from, found by typing. */
export const usePointChoices = (typed: MaybeRefOrGetter<string>): Query<Schemas['Point'][]> =>
  useQuery<Schemas['Point'][]>({
    queryKey: computed(() => ['points', 'pick', toValue(typed)]),
    queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/points', { params: { query: { limit: 30, ...(toValue(typed).trim() ? { q: toValue(typed).trim() } : {}) } }, signal }))).items,
    placeholderData: keepPreviousData,
  })

/** What changes a study; everything that shows it is read again. */
export function useStudyWrites() {
  const queries = useQueryClient()
  const fresh = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await queries.invalidateQueries({ queryKey: ['mactor'] })
    return done
  }
  return {
    create: (body: StudyDraft) => fresh(unwrap(api.POST('/api/v1/mactor-studies', { body }))),
    patch: (study: Study, body: Partial<StudyDraft>) => fresh(unwrap(api.PATCH('/api/v1/mactor-studies/{id}', { params: path(study.id), headers: versioned(study), body }))),
    remove: (study: Study) => fresh(unwrap(api.DELETE('/api/v1/mactor-studies/{id}', { params: path(study.id), headers: versioned(study) }))),
    restore: (id: string) => fresh(unwrap(api.POST('/api/v1/mactor-studies/{id}/restore', { params: path(id) }))),
    setActors: (study: Study, stakeholderIds: string[]) => fresh(unwrap(api.PUT('/api/v1/mactor-studies/{id}/actors', { params: path(study.id), headers: versioned(study), body: { stakeholderIds } }))),
    setObjectives: (study: Study, objectives: ObjectiveDraft[]) => fresh(unwrap(api.PUT('/api/v1/mactor-studies/{id}/objectives', { params: path(study.id), headers: versioned(study), body: { objectives } }))),
    stateInfluences: (id: string, influences: InfluenceDraft[]) => fresh(unwrap(api.POST('/api/v1/mactor-studies/{id}/influences', { params: path(id), body: { influences } }))),
    stateStances: (id: string, stances: StanceDraft[]) => fresh(unwrap(api.POST('/api/v1/mactor-studies/{id}/stances', { params: path(id), body: { stances } }))),
    fill: (id: string, overwrite: boolean) => fresh(unwrap(api.POST('/api/v1/mactor-studies/{id}/stances/from-positions', { params: path(id), body: { overwrite } }))),
  }
}
