import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
export type WatchItem = Schemas['WatchItem']
export type WatchFacets = Schemas['WatchFacets']
export type WatchBody = Schemas['WatchItemCreateInput']
export type WatchPatch = Schemas['WatchItemPatchInput']
export type WatchQuery = NonNullable<operations['listWatchItems']['parameters']['query']>
export const watchKinds = ['stakeholder', 'issue', 'image_risk', 'regulation', 'other'] as const
export const watchStatuses = ['open', 'followed', 'closed'] as const

export const useWatchItems = (query: MaybeRefOrGetter<WatchQuery>) =>
  useInfiniteQuery({
    queryKey: ['watch', 'list', computed(() => toValue(query))],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/watch-items', { params: { query: { limit: 100, ...toValue(query), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
export const useWatchFacets = (query: MaybeRefOrGetter<Omit<WatchQuery, 'limit' | 'cursor' | 'sort'>>) =>
  useQuery({ queryKey: ['watch', 'facets', computed(() => toValue(query))], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/watch-items/facets', { params: { query: toValue(query) }, signal })), placeholderData: keepPreviousData })
const byId = (id: string) => ({ params: { path: { id } } })
export const useWatchItem = (id: MaybeRefOrGetter<string>) => useQuery({ queryKey: ['watch', 'one', computed(() => toValue(id))], queryFn: () => unwrap(api.GET('/api/v1/watch-items/{id}', byId(toValue(id)))) })

const at = ({ id, version }: WatchItem) => ({ ...byId(id), headers: ifMatch(`"${version}"`) })
/** Everything that changes the watch; what counts it is read again. */
export function useWatchChanges() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(['watch', 'today', 'stakeholders'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled })
  return {
    create: change((body: WatchBody) => unwrap(api.POST('/api/v1/watch-items', { body }))),
    update: change(({ of, body }: { of: WatchItem; body: WatchPatch }) => unwrap(api.PATCH('/api/v1/watch-items/{id}', { ...at(of), body }))),
    follow: change(({ id, ...body }: { id: string } & Schemas['WatchDecisionInput']) => unwrap(api.POST('/api/v1/watch-items/{id}/follow', { ...byId(id), body }))),
    close: change(({ id, ...body }: { id: string } & Schemas['WatchDecisionInput']) => unwrap(api.POST('/api/v1/watch-items/{id}/close', { ...byId(id), body }))),
    reopen: change((id: string) => unwrap(api.POST('/api/v1/watch-items/{id}/reopen', { ...byId(id), body: {} }))),
    raise: change(({ id, ...body }: { id: string } & Schemas['EmergingStakeholderInput']) => unwrap(api.POST('/api/v1/watch-items/{id}/stakeholder', { ...byId(id), body }))),
    remove: change((of: WatchItem) => unwrap(api.DELETE('/api/v1/watch-items/{id}', at(of)))),
    restore: change((id: string) => unwrap(api.POST('/api/v1/watch-items/{id}/restore', byId(id)))),
  }
}
