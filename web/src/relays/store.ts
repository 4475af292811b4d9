import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
export type Relay = Schemas['Relay']
export type RelayBody = Schemas['RelayCreateInput']
export type RelayReport = Schemas['RelayReport']
export type ReportPractice = RelayReport['practices'][number]
export type Maturity = Schemas['RelayMaturity']
export type ProgressAction = Schemas['ProgressAction']
export type ReportPatch = Schemas['RelayReportPatchInput']
type RelayQuery = NonNullable<operations['listRelays']['parameters']['query']>
type ReportQuery = NonNullable<operations['listRelayReports']['parameters']['query']>
type ProgressQuery = NonNullable<operations['listProgressActions']['parameters']['query']>

export const duties = ['appropriation', 'reporting', 'method_support', 'partnerships'] as const
export const levels = [0, 1, 2, 3, 4] as const

const pages = <T extends { nextCursor: string | null }>(queryKey: readonly unknown[], queryFn: (cursor: { cursor?: string }) => Promise<T>) =>
  ({ queryKey, queryFn: ({ pageParam }: { pageParam: string }) => queryFn(pageParam ? { cursor: pageParam } : {}), initialPageParam: '', getNextPageParam: (page: T) => page.nextCursor, placeholderData: keepPreviousData }) as const

export const useRelays = (query: MaybeRefOrGetter<RelayQuery>) =>
  useInfiniteQuery(pages(['relays', 'list', computed(() => toValue(query))], (cursor) => unwrap(api.GET('/api/v1/relays', { params: { query: { limit: 100, ...toValue(query), ...cursor } } }))))
export const useRelay = (id: MaybeRefOrGetter<string>) => useQuery({ queryKey: ['relays', 'one', computed(() => toValue(id))], queryFn: () => unwrap(api.GET('/api/v1/relays/{id}', byId(toValue(id)))) })
export const useReports = (query: MaybeRefOrGetter<ReportQuery>) =>
  useInfiniteQuery(pages(['relays', 'reports', computed(() => toValue(query))], (cursor) => unwrap(api.GET('/api/v1/relay-reports', { params: { query: { limit: 50, ...toValue(query), ...cursor } } }))))
export const useReport = (id: MaybeRefOrGetter<string>) => useQuery({ queryKey: ['relays', 'report', computed(() => toValue(id))], queryFn: () => unwrap(api.GET('/api/v1/relay-reports/{id}', byId(toValue(id)))) })
export const useMaturity = (query: MaybeRefOrGetter<{ asOf?: string; perimeterId?: string }>) =>
  useQuery({ queryKey: ['relays', 'maturity', computed(() => toValue(query))], queryFn: () => unwrap(api.GET('/api/v1/relay-maturity', { params: { query: toValue(query) } })), placeholderData: keepPreviousData })
export const useProgress = (query: MaybeRefOrGetter<ProgressQuery>) =>
  useInfiniteQuery(pages(['relays', 'progress', computed(() => toValue(query))], (cursor) => unwrap(api.GET('/api/v1/progress-actions', { params: { query: { limit: 100, ...toValue(query), ...cursor } } }))))

const byId = (id: string) => ({ params: { path: { id } } })
const at = ({ id, version }: { id: string; version: number }) => ({ ...byId(id), headers: ifMatch(`"${version}"`) })

/** Everything that changes relays and what they report; what counts them is read again. */
export function useRelayChanges() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(['relays', 'today', 'indicators', 'collections'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled })
  return {
    create: change((body: RelayBody) => unwrap(api.POST('/api/v1/relays', { body }))),
    update: change(({ of, body }: { of: Relay; body: Schemas['RelayPatchInput'] }) => unwrap(api.PATCH('/api/v1/relays/{id}', { ...at(of), body }))),
    remove: change((of: Relay) => unwrap(api.DELETE('/api/v1/relays/{id}', at(of)))),
    restore: change((id: string) => unwrap(api.POST('/api/v1/relays/{id}/restore', byId(id)))),
    link: change(({ id, ...body }: { id: string; send: boolean; locale: 'fr' | 'en' }) => unwrap(api.POST('/api/v1/relays/{id}/collection-links', { ...byId(id), body: { ...body, expiresInDays: 60 } }))),
    report: change((body: Schemas['RelayReportCreateInput']) => unwrap(api.POST('/api/v1/relay-reports', { body }))),
    say: change(({ of, body }: { of: { id: string; version: number }; body: ReportPatch }) => unwrap(api.PATCH('/api/v1/relay-reports/{id}', { ...at(of), body }))),
    submit: change((id: string) => unwrap(api.POST('/api/v1/relay-reports/{id}/submit', byId(id)))),
    validate: change((id: string) => unwrap(api.POST('/api/v1/relay-reports/{id}/validate', byId(id)))),
    reopen: change((id: string) => unwrap(api.POST('/api/v1/relay-reports/{id}/reopen', byId(id)))),
    removeReport: change((of: RelayReport) => unwrap(api.DELETE('/api/v1/relay-reports/{id}', at(of)))),
    progress: change(({ of, body }: { of: ProgressAction; body: Schemas['ProgressActionPatchInput'] }) => unwrap(api.PATCH('/api/v1/progress-actions/{id}', { ...at(of), body }))),
  }
}
