import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type UseQueryReturnType } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'
import { useContext } from '../frame/context.ts'

type Schemas = components['schemas']
type Body<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type Measure = Schemas['Measure']
export type MeasureFigure = Schemas['MeasureFigure']
export type MeasureResult = Schemas['MeasureResult']
export type MeasureRow = Schemas['MeasureRow']
export type Quality = Schemas['Quality']
export type Trend = Schemas['QualityTrend']
export type Frameworks = Schemas['Principles']['items']
export type SelfAssessment = Schemas['SelfAssessment']
type Query<T> = UseQueryReturnType<T, Error>

/** The perimeter in the words of the server. */
function useScope() {
  const { perimeter } = useContext()
  return computed(() => (perimeter.value ? { perimeterId: perimeter.value } : {}))
}

/** What each figure is called, and the rule printed with it. */
export const useMeasures = (): Query<Measure[]> =>
  useQuery<Measure[]>({ queryKey: ['measures'], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/measures', { signal }))).items, staleTime: Infinity })

export function useQuality(period: MaybeRefOrGetter<string>): Query<Quality> {
  const scope = useScope()
  return useQuery<Quality>({ queryKey: ['quality', 'figures', computed(() => toValue(period)), scope], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/quality', { params: { query: { ...scope.value, period: toValue(period) } }, signal })), placeholderData: keepPreviousData })
}

export function useTrend(period: MaybeRefOrGetter<string>): Query<Trend> {
  const scope = useScope()
  return useQuery<Trend>({ queryKey: ['quality', 'trend', computed(() => toValue(period)), scope], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/quality/trend', { params: { query: { ...scope.value, period: toValue(period), count: 6 } }, signal })), placeholderData: keepPreviousData })
}

interface Days { from: string; to: string }

/** One figure over some days, and by college. */
export function useMeasure(name: MaybeRefOrGetter<string>, days: MaybeRefOrGetter<Days>): Query<MeasureFigure> {
  const scope = useScope()
  return useQuery<MeasureFigure>({ queryKey: ['quality', 'measure', computed(() => toValue(name)), computed(() => toValue(days)), scope], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/measures/{name}', { params: { path: { name: toValue(name) }, query: { ...scope.value, ...toValue(days) } }, signal })) })
}

/** The rows behind a figure, page after page; `counted` keeps those that count, or the others. */
export function useMeasureRows(name: MaybeRefOrGetter<string>, days: MaybeRefOrGetter<Days>, counted: MaybeRefOrGetter<boolean | undefined>) {
  const scope = useScope()
  const query = useInfiniteQuery({
    queryKey: ['quality', 'rows', computed(() => toValue(name)), computed(() => toValue(days)), computed(() => toValue(counted)), scope],
    queryFn: ({ pageParam, signal }) => {
      const only = toValue(counted)
      return unwrap(api.GET('/api/v1/measures/{name}/rows', { params: { path: { name: toValue(name) }, query: { ...scope.value, ...toValue(days), limit: 50, ...(only === undefined ? {} : { counted: only ? ('true' as const) : ('false' as const) }), ...(pageParam ? { cursor: pageParam } : {}) } }, signal }))
    },
    initialPageParam: '',
    getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor,
  })
  return { ...query, rows: computed<MeasureRow[]>(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

export const usePrinciples = (): Query<Frameworks> =>
  useQuery<Frameworks>({ queryKey: ['principles'], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/principles', { signal }))).items, staleTime: Infinity })

/** What stands of the self-assessment of a perimeter over a period. */
export const useSelfAssessments = (period: MaybeRefOrGetter<string>, perimeterId: MaybeRefOrGetter<string | undefined>): Query<SelfAssessment[]> =>
  useQuery<SelfAssessment[]>({
    queryKey: ['self-assessments', computed(() => toValue(period)), computed(() => toValue(perimeterId))],
    queryFn: async ({ signal }) => {
      const id = toValue(perimeterId)
      return (await unwrap(api.GET('/api/v1/self-assessments', { params: { query: { period: toValue(period), current: 'true', limit: 100, ...(id ? { perimeterId: id } : {}) } }, signal }))).items
    },
    enabled: () => toValue(perimeterId) !== undefined,
  })

export function useSelfAssessmentWrites() {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await queries.invalidateQueries({ queryKey: ['self-assessments'] }), result))
  return {
    state: (body: Body<'createSelfAssessment'>) => then(unwrap(api.POST('/api/v1/self-assessments', { body }))),
    withdraw: (id: string) => then(unwrap(api.POST('/api/v1/self-assessments/{id}/withdraw', { params: { path: { id } } }))),
  }
}
