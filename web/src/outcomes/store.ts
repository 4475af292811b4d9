import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'
import { useContext } from '../frame/context.ts'

type Schemas = components['schemas']
export type Outcome = Schemas['Outcome']
export type OutcomeKind = Outcome['kind']
export type OutcomeBody = Schemas['OutcomeCreateInput']
export type OwedAnswer = Schemas['OwedAnswer']
export type OwedQuery = NonNullable<operations['listAnswersOwed']['parameters']['query']>
export type AnswersBody = Schemas['AnswersCreateInput']
export type Channel = Schemas['Answer']['channel']

export const outcomeKinds = ['retained', 'partly_retained', 'not_retained', 'deferred'] as const
export const channels = ['mail', 'letter', 'in_person', 'published'] as const

/** Every outcome of a point, the current one first, then former ones, then those taken back. */
export function usePointOutcomes(pointId: MaybeRefOrGetter<string>) {
  const { asOf } = useContext()
  const query = computed(() => ({ pointId: toValue(pointId), limit: 100, ...(asOf.value ? { asOf: asOf.value } : {}) }))
  return useQuery({
    queryKey: ['outcomes', 'point', query],
    queryFn: async () => {
      const read = async (more: object) => (await unwrap(api.GET('/api/v1/outcomes', { params: { query: { ...query.value, ...more } } }))).items
      const [current, former, withdrawn] = await Promise.all([read({}), read({ current: 'false' }), read({ withdrawn: 'true' })])
      return { current: current[0], former, withdrawn }
    },
  })
}

export const useOutcome = (id: MaybeRefOrGetter<string>) => useQuery({ queryKey: ['outcomes', 'one', computed(() => toValue(id))], queryFn: () => unwrap(api.GET('/api/v1/outcomes/{id}', { params: { path: { id: toValue(id) } } })) })

/** Answers owed or given, page by page. */
export const useOwedAnswers = (query: MaybeRefOrGetter<OwedQuery>) =>
  useInfiniteQuery({
    queryKey: ['answers', 'owed', computed(() => toValue(query))],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/answers-owed', { params: { query: { limit: 100, ...toValue(query), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export function useOwedSummary() {
  const { perimeter } = useContext()
  const query = computed(() => (perimeter.value ? { perimeterId: perimeter.value } : {}))
  return useQuery({ queryKey: ['answers', 'summary', query], queryFn: () => unwrap(api.GET('/api/v1/answers-owed/summary', { params: { query: query.value } })), placeholderData: keepPreviousData })
}

export const proposeAnswer = (id: string, locale: 'fr' | 'en') => unwrap(api.GET('/api/v1/outcomes/{id}/answer-proposal', { params: { path: { id }, query: { locale } } }))

/** Everything that changes outcomes and answers; what counts them is read again. */
export function useOutcomeChanges() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(['outcomes', 'answers', 'convergence', 'today', 'trace'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled })
  const byId = (id: string) => ({ params: { path: { id } } })
  return {
    create: change((body: OutcomeBody) => unwrap(api.POST('/api/v1/outcomes', { body }))),
    review: change(({ id, version, reviewed }: { id: string; version: number; reviewed: boolean }) => unwrap(api.PATCH('/api/v1/outcomes/{id}', { ...byId(id), headers: ifMatch(`"${version}"`), body: { reviewed } }))),
    withdraw: change((id: string) => unwrap(api.POST('/api/v1/outcomes/{id}/withdraw', byId(id)))),
    reinstate: change((id: string) => unwrap(api.POST('/api/v1/outcomes/{id}/reinstate', byId(id)))),
    answer: change(({ id, body }: { id: string; body: AnswersBody }) => unwrap(api.POST('/api/v1/outcomes/{id}/answers', { ...byId(id), body }))),
    takeBack: change((id: string) => unwrap(api.POST('/api/v1/answers/{id}/withdraw', byId(id)))),
  }
}
