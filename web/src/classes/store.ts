import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
export type Classes = Schemas['Classes']
export type ClassItem = Schemas['ClassItem']
export type ClassRule = Schemas['ClassRule']
export type ClassHistory = Schemas['ClassHistory']
export type Cutoffs = Schemas['ClassCutoffs']
export type CutoffsDraft = Schemas['ClassCutoffsCreateInput']
export type ClassesQuery = NonNullable<operations['listClasses']['parameters']['query']>
export type HistoryQuery = NonNullable<operations['listClassHistory']['parameters']['query']>
export type Scheme = ClassRule['scheme']

const PAGE = 1000
/** Beyond this many, a list or a map of classes is not read whole. */
export const CLASSES_MAX = 5000

/** Every stakeholder that a grid classes, up to 5,000, with the rule and the counts of each class. */
async function readClasses(query: ClassesQuery, signal: AbortSignal): Promise<Classes> {
  let answer: Classes | undefined
  for (let cursor: string | null | undefined; answer === undefined || (cursor && answer.items.length < CLASSES_MAX); ) {
    const page: Classes = await unwrap(api.GET('/api/v1/analyses/classes', { params: { query: { ...query, limit: PAGE, ...(cursor ? { cursor } : {}) } }, signal }))
    answer = { ...page, items: [...(answer?.items ?? []), ...page.items] }
    cursor = page.nextCursor
  }
  return answer
}

export function useClasses(query: MaybeRefOrGetter<ClassesQuery>, enabled: MaybeRefOrGetter<boolean> = true) {
  const { locale } = useI18n()
  return useQuery({ queryKey: computed(() => ['classes', 'list', locale.value, toValue(query)]), queryFn: ({ signal }) => readClasses(toValue(query), signal), enabled: computed(() => toValue(enabled)), placeholderData: keepPreviousData })
}

/** How stakeholders moved in a grid; nothing where they are too many to follow. */
export const useClassHistory = (query: MaybeRefOrGetter<HistoryQuery>, enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({
    queryKey: computed(() => ['classes', 'history', toValue(query)]),
    queryFn: ({ signal }): Promise<ClassHistory> => unwrap(api.GET('/api/v1/analyses/classes/history', { params: { query: toValue(query) }, signal })),
    enabled: computed(() => toValue(enabled)), placeholderData: keepPreviousData, retry: false,
  })

/** Every rule that was ever in force, the latest first. */
export const useCutoffs = () => useQuery({ queryKey: ['classes', 'cutoffs'], queryFn: async (): Promise<Cutoffs[]> => (await unwrap(api.GET('/api/v1/analyses/cutoffs'))).items })

export function useCreateCutoffs() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: CutoffsDraft) => unwrap(api.POST('/api/v1/analyses/cutoffs', { body })),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ['classes'] }), queries.invalidateQueries({ queryKey: ['audit'] })]),
  })
}

export interface OwnScore { stakeholderId: string; criterionId: string; value: number | null; reason?: string; source?: string }

/** One's own scores, outside any round; taken back by their ids. */
export function useOwnScores() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(['classes', 'results', 'scores', 'rankings'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const give = useMutation({ mutationFn: async (scores: readonly OwnScore[]): Promise<string[]> => (await unwrap(api.POST('/api/v1/scores/batch', { body: { scores: [...scores] } }))).items.map((one) => one.id), onSettled })
  const withdraw = useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await unwrap(api.POST('/api/v1/scores/{id}/withdraw', { params: { path: { id } } }))
    },
    onSettled,
  })
  return { give, withdraw }
}

/** The scenarios under which a future horizon was scored. */
export function useScenarios(horizon: MaybeRefOrGetter<NonNullable<ClassesQuery['horizon']>>) {
  const { data } = useQuery({
    queryKey: computed(() => ['rounds', 'scenarios', toValue(horizon)]),
    queryFn: async () => (await unwrap(api.GET('/api/v1/rounds', { params: { query: { horizon: toValue(horizon), phase: 'closed', limit: 100 } } }))).items.map((round) => round.scenario).filter((name) => name !== ''),
    enabled: computed(() => toValue(horizon) !== 'now'),
  })
  return computed(() => (toValue(horizon) === 'now' ? [] : [...new Set(data.value ?? [])]))
}
