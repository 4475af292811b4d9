import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
export type Ranking = Schemas['Ranking']
export type RankingDraft = Schemas['RankingCreateInput']
export type RankingRow = Schemas['RankingRow']
export type RankedTerm = Schemas['RankedTerm']
export type Explanation = Schemas['RankExplanation']
export type Sensitivity = Schemas['RankSensitivity']
export type WhatIf = Omit<Schemas['RankWhatIfResult'], 'nextCursor'>
export type Comparison = Schemas['RankComparison']
export type Formula = Schemas['Formula']
export type Adoption = Schemas['RankingAdoptionInput']
export type RowSearch = NonNullable<operations['listRankingRows']['parameters']['query']>
export type GapSearch = operations['compareRankings']['parameters']['query']

type Query<T> = UseQueryReturnType<T, Error>
const ROWS = 50
const POLL_MS = 700
const at = (id: string) => ({ path: { id } })
const isRunning = (ranking: Ranking | undefined): boolean => ranking?.status === 'queued' || ranking?.status === 'running'

/** Rankings of a perimeter and below it, the latest first; at most 100. */
export const useRankings = (search: MaybeRefOrGetter<{ perimeterId?: string; asOf?: string }>, enabled: MaybeRefOrGetter<boolean> = true): Query<Ranking[]> =>
  useQuery<Ranking[]>({
    queryKey: computed(() => ['rankings', 'list', toValue(search)]),
    queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/rankings', { params: { query: { ...toValue(search), limit: 100 } }, signal }))).items,
    enabled: computed(() => toValue(enabled)),
  })

/** One ranking, read again while the server computes it. */
export const useRanking = (id: MaybeRefOrGetter<string | undefined>): Query<Ranking> =>
  useQuery<Ranking>({
    queryKey: computed(() => ['rankings', 'one', toValue(id)]),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/rankings/{id}', { params: at(toValue(id) ?? ''), signal })),
    enabled: () => toValue(id) !== undefined,
    refetchInterval: (query) => (isRunning(query.state.data) ? POLL_MS : false),
  })

/** The ranked stakeholders, page after page. */
export function useRankingRows(id: MaybeRefOrGetter<string>, search: MaybeRefOrGetter<RowSearch>) {
  const query = useInfiniteQuery({
    queryKey: computed(() => ['rankings', 'rows', toValue(id), toValue(search)]),
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/rankings/{id}/rows', { params: { ...at(toValue(id)), query: { ...toValue(search), limit: ROWS, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: { items: RankingRow[]; nextCursor: string | null }) => last.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { ...query, rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

export type RankSearch = NonNullable<operations['listRanks']['parameters']['query']>
/** Ranks alone of the stakeholders that a filter keeps, for a map. */
export const useRanks = (id: MaybeRefOrGetter<string | undefined>, search: MaybeRefOrGetter<RankSearch>): Query<Omit<Schemas['RankList'], 'nextCursor'>> =>
  useQuery<Omit<Schemas['RankList'], 'nextCursor'>>({
    queryKey: computed(() => ['rankings', 'ranks', toValue(id), toValue(search)]),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/rankings/{id}/ranks', { params: { ...at(toValue(id) ?? ''), query: toValue(search) }, signal })),
    enabled: () => toValue(id) !== undefined,
    placeholderData: keepPreviousData,
  })

export const useExplanation = (id: MaybeRefOrGetter<string>, stakeholderId: MaybeRefOrGetter<string>): Query<Explanation> =>
  useQuery<Explanation>({
    queryKey: computed(() => ['rankings', 'explanation', toValue(id), toValue(stakeholderId)]),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/rankings/{id}/rows/{stakeholderId}', { params: { path: { id: toValue(id), stakeholderId: toValue(stakeholderId) } }, signal })),
    placeholderData: keepPreviousData,
  })

export const useSensitivity = (id: MaybeRefOrGetter<string>): Query<Sensitivity> =>
  useQuery<Sensitivity>({
    queryKey: computed(() => ['rankings', 'sensitivity', toValue(id)]),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/rankings/{id}/sensitivity', { params: at(toValue(id)), signal })),
  })

/** The order that other weights would give; asked only once they differ. */
export const useWhatIf = (id: MaybeRefOrGetter<string>, weights: MaybeRefOrGetter<Record<string, number>>, asked: MaybeRefOrGetter<boolean>): Query<WhatIf> =>
  useQuery<WhatIf>({
    queryKey: computed(() => ['rankings', 'what-if', toValue(id), toValue(weights)]),
    queryFn: ({ signal }) => unwrap(api.POST('/api/v1/rankings/{id}/what-if', { params: at(toValue(id)), body: { weights: toValue(weights), limit: 100 }, signal })),
    enabled: () => toValue(asked),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Two rankings side by side, page after page: `with` is the former, `id` the latter. */
export function useComparison(id: MaybeRefOrGetter<string>, search: MaybeRefOrGetter<GapSearch>) {
  const query = useInfiniteQuery({
    queryKey: computed(() => ['rankings', 'comparison', toValue(id), toValue(search)]),
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/rankings/{id}/comparison', { params: { ...at(toValue(id)), query: { ...toValue(search), limit: ROWS, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: Comparison) => last.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { ...query, head: computed(() => query.data.value?.pages[0]), rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

export const useFormulas = (): Query<Formula[]> =>
  useQuery<Formula[]>({ queryKey: ['formulas', 'list'], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/formulas', { params: { query: { limit: 100 } }, signal }))).items })

/** What makes, stops, adopts or removes a ranking; everything that shows it is read again. */
export function useRankingWrites() {
  const queries = useQueryClient()
  const fresh = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    await Promise.all(['rankings', 'formulas'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    return done
  }
  return {
    create: (body: RankingDraft) => fresh(unwrap(api.POST('/api/v1/rankings', { body }))),
    cancel: (id: string) => fresh(unwrap(api.POST('/api/v1/rankings/{id}/cancel', { params: at(id) }))),
    adopt: (id: string, body: Adoption) => fresh(unwrap(api.POST('/api/v1/rankings/{id}/adopt', { params: at(id), body }))),
    unadopt: (id: string) => fresh(unwrap(api.POST('/api/v1/rankings/{id}/unadopt', { params: at(id) }))),
    rename: ({ id, version }: Ranking, title: string) => fresh(unwrap(api.PATCH('/api/v1/rankings/{id}', { params: at(id), headers: ifMatch(`"${version}"`), body: { title } }))),
    /** The lists first: the screen then shows another one, and nothing asks for this one again. */
    remove: async ({ id, version }: Ranking) => {
      await unwrap(api.DELETE('/api/v1/rankings/{id}', { params: at(id), headers: ifMatch(`"${version}"`) }))
      await queries.invalidateQueries({ queryKey: ['rankings', 'list'] })
      await fresh(Promise.resolve())
    },
    restore: (id: string) => fresh(unwrap(api.POST('/api/v1/rankings/{id}/restore', { params: at(id) }))),
    /** Makes the next version of a formula with other weights. */
    reweigh: (formulaId: string, body: Schemas['FormulaVersionCreateInput']) => fresh(unwrap(api.POST('/api/v1/formulas/{id}/versions', { params: at(formulaId), body }))),
    /** Reads again what shows rankings, once one has been computed. */
    settle: () => fresh(Promise.resolve()),
  }
}
