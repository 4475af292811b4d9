import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
export type RoundResults = Schemas['RoundResults']
export type ResultRow = Schemas['ResultRow']
export type ResultCell = Schemas['ResultCell']
export type ResultCriterion = Schemas['ResultCriterion']
export type Concordance = Omit<Schemas['RoundConcordance'], 'nextCursor'>
export type RoundSplits = Schemas['RoundSplits']
export type SplitCell = Schemas['SplitCell']
export type RaterDistance = Schemas['RaterDistance']
export type CellScore = Schemas['CellScore']
export type Capacity = RaterDistance['capacity']
type ResultsQuery = NonNullable<operations['getRoundResults']['parameters']['query']>

export interface ResultsAsked { capacity: Capacity | undefined; q: string; sort: NonNullable<ResultsQuery['sort']> }

const at = (id: string) => ({ path: { id } })
const ROWS = 50

/** How a round sees each stakeholder on each criterion, page after page. */
export function useResults(id: MaybeRefOrGetter<string>, asked: MaybeRefOrGetter<ResultsAsked>) {
  const { locale } = useI18n()
  const query = useInfiniteQuery({
    queryKey: computed(() => ['results', 'table', locale.value, toValue(id), toValue(asked)]),
    queryFn: ({ pageParam, signal }) => {
      const { capacity, q, sort } = toValue(asked)
      return unwrap(api.GET('/api/v1/rounds/{id}/results', { params: { ...at(toValue(id)), query: { limit: ROWS, sort, ...(capacity ? { capacity } : {}), ...(q.trim() ? { q: q.trim() } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }, signal }))
    },
    initialPageParam: '',
    getNextPageParam: (last: RoundResults) => last.nextCursor,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return { ...query, head: computed<RoundResults | undefined>(() => query.data.value?.pages[0]), rows: computed<ResultRow[]>(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** Do the raters rank and score alike. */
export function useConcordance(id: MaybeRefOrGetter<string>, capacity: MaybeRefOrGetter<Capacity | undefined>) {
  const { locale } = useI18n()
  return useQuery({
    queryKey: computed(() => ['results', 'concordance', locale.value, toValue(id), toValue(capacity)]),
    queryFn: ({ signal }): Promise<Concordance> => unwrap(api.GET('/api/v1/rounds/{id}/concordance', { params: { ...at(toValue(id)), query: { capacity: toValue(capacity) } }, signal })),
    placeholderData: keepPreviousData, retry: false,
  })
}

/** Who is split, and on what. */
export function useSplits(id: MaybeRefOrGetter<string>, capacity: MaybeRefOrGetter<Capacity | undefined>) {
  const { locale } = useI18n()
  return useQuery({
    queryKey: computed(() => ['results', 'splits', locale.value, toValue(id), toValue(capacity)]),
    queryFn: ({ signal }): Promise<RoundSplits> => unwrap(api.GET('/api/v1/rounds/{id}/splits', { params: { ...at(toValue(id)), query: { capacity: toValue(capacity), limit: 12 } }, signal })),
    placeholderData: keepPreviousData, retry: false,
  })
}

export interface CellAsked { stakeholderId: string; criterionId: string; capacity: Capacity | undefined }

/** The scores behind one figure, the lowest first. */
export const useCellScores = (id: MaybeRefOrGetter<string>, asked: MaybeRefOrGetter<CellAsked>) =>
  useQuery({
    queryKey: computed(() => ['results', 'cell', toValue(id), toValue(asked)]),
    queryFn: async ({ signal }): Promise<CellScore[]> => (await unwrap(api.GET('/api/v1/rounds/{id}/results/scores', { params: { ...at(toValue(id)), query: toValue(asked) }, signal }))).items,
    placeholderData: keepPreviousData,
  })
