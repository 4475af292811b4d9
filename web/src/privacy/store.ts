import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Person = Schemas['Person']
export type PersonRequest = Schemas['PersonRequest']
export type PersonNotices = Schemas['PersonNotices']
export type Dpia = Schemas['Dpia']
export type Notice = Schemas['Notice']
export const requestKinds = ['access', 'rectification', 'erasure', 'restriction', 'objection', 'portability'] as const
export const channels = ['letter', 'email', 'in_person', 'telephone', 'website'] as const
export const grounds = ['already_informed', 'disproportionate', 'law', 'secrecy'] as const

const byId = (id: string) => ({ params: { path: { id } } })

/** People still to be told, soonest due first. */
export const useNoticesDue = (enabled: MaybeRefOrGetter<boolean> = true, limit = 20) =>
  useQuery({ queryKey: ['privacy', 'due', limit], enabled: computed(() => toValue(enabled)), queryFn: () => unwrap(api.GET('/api/v1/notices/due', { params: { query: { limit } } })) })
export const useNotices = (id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({ queryKey: ['privacy', 'notices', computed(() => toValue(id))], enabled: computed(() => toValue(enabled)), queryFn: () => unwrap(api.GET('/api/v1/stakeholders/{id}/notices', byId(toValue(id)))) })
export const useNoticeTemplates = (enabled: MaybeRefOrGetter<boolean>) => useQuery({ queryKey: ['privacy', 'templates'], enabled: computed(() => toValue(enabled)), queryFn: () => unwrap(api.GET('/api/v1/notice-templates')) })

export function usePersonRequests(enabled: MaybeRefOrGetter<boolean>) {
  const query = useInfiniteQuery({
    queryKey: ['privacy', 'requests'],
    enabled: computed(() => toValue(enabled)),
    queryFn: ({ pageParam }) => unwrap(api.GET('/api/v1/person-requests', { params: { query: { limit: 50, sort: 'dueOn', ...(pageParam ? { cursor: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  return { ...query, rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

export const useRetentionDue = () => useQuery({ queryKey: ['privacy', 'retention'], queryFn: () => unwrap(api.GET('/api/v1/retention/due')) })
export const useDpia = () => useQuery({ queryKey: ['privacy', 'dpia'], queryFn: () => unwrap(api.GET('/api/v1/privacy/dpia')) })
export const usePurges = () => useQuery({ queryKey: ['privacy', 'purges'], queryFn: () => unwrap(api.GET('/api/v1/retention/purges')) })

/** People by words of their name; asked by POST, since a name has no place in an address. */
export const usePersons = (words: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({
    queryKey: ['privacy', 'persons', computed(() => toValue(words).trim())],
    enabled: computed(() => toValue(enabled)),
    queryFn: () => unwrap(api.POST('/api/v1/persons/search', { body: { limit: 20, sort: 'name', ...(toValue(words).trim() ? { q: toValue(words).trim() } : {}) } })),
    placeholderData: keepPreviousData,
  })

/** All that changes what is held about people; whatever shows them is read again. */
export function usePrivacyWrites() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(['privacy', 'stakeholders', 'stakeholder', 'map'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled }).mutateAsync
  return {
    notice: change(({ id, body }: { id: string; body: Schemas['NoticeCreateInput'] }) => unwrap(api.POST('/api/v1/stakeholders/{id}/notices', { ...byId(id), body }))),
    withdraw: change(({ id, noticeId }: { id: string; noticeId: string }) => unwrap(api.POST('/api/v1/stakeholders/{id}/notices/{noticeId}/withdraw', { params: { path: { id, noticeId } } }))),
    request: change((body: Schemas['PersonRequestCreateInput']) => unwrap(api.POST('/api/v1/person-requests', { body }))),
    progress: change(({ of, body }: { of: PersonRequest; body: Schemas['PersonRequestPatchInput'] }) => unwrap(api.PATCH('/api/v1/person-requests/{id}', { ...byId(of.id), headers: ifMatch(`"${of.version}"`), body }))),
    restrict: change(({ id, reason }: { id: string; reason: string }) => unwrap(api.POST('/api/v1/stakeholders/{id}/restriction', { ...byId(id), body: { reason } }))),
    lift: change((id: string) => unwrap(api.DELETE('/api/v1/stakeholders/{id}/restriction', byId(id)))),
    object: change(({ id, reason }: { id: string; reason: string }) => unwrap(api.POST('/api/v1/stakeholders/{id}/objection', { ...byId(id), body: { reason } }))),
    purge: change((_: undefined) => unwrap(api.POST('/api/v1/retention/purges'))),
    erase: change((id: string) => unwrap(api.POST('/api/v1/stakeholders/{id}/erasure', { ...byId(id), body: {} }))),
  }
}
