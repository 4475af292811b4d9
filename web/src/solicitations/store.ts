import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
export type Load = Schemas['Load']
export type Solicitation = Schemas['Solicitation']
export type Ask = Schemas['Ask']
export type LoadSummary = Schemas['LoadSummary']
export type SolicitationQuery = NonNullable<operations['listSolicitations']['parameters']['query']>
export const askKinds = ['invitation', 'planned', 'round', 'evaluation', 'confirmation'] as const

/** Stakeholders with what is asked of them, page by page. */
export const useSolicitations = (query: MaybeRefOrGetter<SolicitationQuery>) =>
  useInfiniteQuery({
    queryKey: ['solicitations', 'list', computed(() => toValue(query))],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/solicitations', { params: { query: { limit: 100, ...toValue(query), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export const useLoadSummary = (query: MaybeRefOrGetter<NonNullable<operations['summariseSolicitations']['parameters']['query']>>) =>
  useQuery({ queryKey: ['solicitations', 'summary', computed(() => toValue(query))], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/solicitations/summary', { params: { query: toValue(query) }, signal })), placeholderData: keepPreviousData })

/** What is asked of one stakeholder, ask by ask. */
export const useStakeholderLoad = (id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({ queryKey: ['solicitations', 'one', computed(() => toValue(id))], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/solicitations/{stakeholderId}', { params: { path: { stakeholderId: toValue(id) } }, signal })), enabled: computed(() => toValue(enabled)) })

/** Of those about to be asked, who is asked too much already; nothing is read for nobody. */
export const useLoadWarnings = (ask: MaybeRefOrGetter<{ stakeholderIds: readonly string[]; sessionId?: string; activityId?: string }>) =>
  useQuery({
    queryKey: ['solicitations', 'warnings', computed(() => toValue(ask))],
    queryFn: ({ signal }) => { const { stakeholderIds, ...of } = toValue(ask); return unwrap(api.POST('/api/v1/solicitations/warnings', { body: { ...of, stakeholderIds: stakeholderIds.slice(0, 1000) }, signal })) },
    enabled: computed(() => toValue(ask).stakeholderIds.length > 0), placeholderData: keepPreviousData,
  })
