import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'
import { useContext } from '../frame/context.ts'
import type { TableSort } from '../ui/table.ts'
import { attachEvidence } from './evidence.ts'

type Schemas = components['schemas']
export type Commitment = Schemas['Commitment']
export type CommitmentState = Commitment['state']
export type CommitmentSheet = Schemas['CommitmentSheet']
export type CommitmentFacets = Schemas['CommitmentFacets']
export type Milestone = Schemas['CommitmentMilestone']
export type CommitmentEvent = Schemas['CommitmentEvent']
export type EventKind = CommitmentEvent['kind']
export type Verification = Schemas['Verification']
export type CommitmentBody = Schemas['CommitmentCreateInput']
export type CommitmentPatch = Schemas['CommitmentPatchInput']
export type EventBody = Schemas['CommitmentEventCreateInput']
export type CommitmentQuery = NonNullable<operations['listCommitments']['parameters']['query']>
export type CommitmentFilter = Omit<CommitmentQuery, 'limit' | 'cursor' | 'sort'>
type Sort = NonNullable<CommitmentQuery['sort']>

/** The API's word for a sort of the table; the next due first when there is none. */
export const sortWord = (sort: TableSort | undefined): Sort => (sort ? (`${sort.desc ? '-' : ''}${sort.id}` as Sort) : 'dueOn')

/** Commitments page by page, as the query says. */
export const useCommitments = (query: MaybeRefOrGetter<CommitmentQuery>) =>
  useInfiniteQuery({
    queryKey: ['commitments', 'list', computed(() => toValue(query))],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/commitments', { params: { query: { limit: 100, ...toValue(query), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

/** How many commitments each value of each filter would leave. */
export const useCommitmentFacets = (query: MaybeRefOrGetter<CommitmentFilter>) =>
  useQuery({ queryKey: ['commitments', 'facets', computed(() => toValue(query))], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/commitments/facets', { params: { query: toValue(query) }, signal })), placeholderData: keepPreviousData })

/** Every commitment that matches, for an export. */
export async function readAllCommitments(query: CommitmentQuery): Promise<Commitment[]> {
  const rows: Commitment[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Schemas['CommitmentPage'] = await unwrap(api.GET('/api/v1/commitments', { params: { query: { ...query, limit: 100, ...(cursor ? { cursor } : {}) } } }))
    rows.push(...page.items)
    cursor = page.nextCursor
  }
  return rows
}

/** A commitment with its milestones and all that was said of it, as of the day in force. */
export function useCommitmentSheet(id: MaybeRefOrGetter<string>) {
  const { asOf } = useContext()
  const query = computed(() => (asOf.value ? { asOf: asOf.value } : {}))
  return useQuery({ queryKey: ['commitments', 'sheet', computed(() => toValue(id)), query], queryFn: () => unwrap(api.GET('/api/v1/commitments/{id}/sheet', { params: { path: { id: toValue(id) }, query: query.value } })) })
}

const byId = (id: string) => ({ params: { path: { id } } })
const at = (id: string, version: number) => ({ ...byId(id), headers: ifMatch(`"${version}"`) })
const part = (id: string, partId: string, version: number) => ({ params: { path: { id, partId } }, headers: ifMatch(`"${version}"`) })

/** Everything that changes commitments; what counts them is read again. */
export function useCommitmentChanges() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(['commitments', 'convergence', 'coverage', 'today', 'trace'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled })
  return {
    create: change((body: CommitmentBody) => unwrap(api.POST('/api/v1/commitments', { body }))),
    update: change(({ id, version, body }: { id: string; version: number; body: CommitmentPatch }) => unwrap(api.PATCH('/api/v1/commitments/{id}', { ...at(id, version), body }))),
    remove: change(({ id, version }: { id: string; version: number }) => unwrap(api.DELETE('/api/v1/commitments/{id}', at(id, version)))),
    restore: change((id: string) => unwrap(api.POST('/api/v1/commitments/{id}/restore', byId(id)))),
    say: change(({ id, body }: { id: string; body: EventBody }) => unwrap(api.POST('/api/v1/commitments/{id}/events', { ...byId(id), body }))),
    attach: change(({ id, eventId, file }: { id: string; eventId: string; file: File }) => attachEvidence(id, eventId, file)),
    takeBack: change(({ id, eventId }: { id: string; eventId: string }) => unwrap(api.POST('/api/v1/commitments/{id}/events/{partId}/withdraw', { params: { path: { id, partId: eventId } } }))),
    addMilestone: change(({ id, ...body }: { id: string } & Schemas['CommitmentMilestoneCreateInput']) => unwrap(api.POST('/api/v1/commitments/{id}/milestones', { ...byId(id), body }))),
    patchMilestone: change(({ id, milestone, body }: { id: string; milestone: Milestone; body: Schemas['CommitmentMilestonePatchInput'] }) => unwrap(api.PATCH('/api/v1/commitments/{id}/milestones/{partId}', { ...part(id, milestone.id, milestone.version), body }))),
    removeMilestone: change(({ id, milestone }: { id: string; milestone: Milestone }) => unwrap(api.DELETE('/api/v1/commitments/{id}/milestones/{partId}', part(id, milestone.id, milestone.version)))),
    orderMilestones: change(({ id, ids }: { id: string; ids: string[] }) => unwrap(api.POST('/api/v1/commitments/{id}/milestones/order', { ...byId(id), body: { ids } }))),
    askVerdict: change(({ id, send, locale }: { id: string; send: boolean; locale: 'fr' | 'en' }) => unwrap(api.POST('/api/v1/commitments/{id}/verification-links', { ...byId(id), body: { send, locale, expiresInDays: 30 } }))),
    tie: change((body: { areaId: string; targetType: 'commitment'; targetId: string }) => unwrap(api.POST('/api/v1/iso-ties', { body }))),
    untie: change(({ tieId, version }: { tieId: string; version: number }) => unwrap(api.DELETE('/api/v1/iso-ties/{id}', at(tieId, version)))),
  }
}

const bearing = (secret: string) => ({ headers: { Authorization: `Link ${secret}` } })
/** What the holder of a private link is asked to verify, and what they answer. */
export const readVerification = (secret: string): Promise<Verification> => unwrap(api.GET('/api/v1/verification', bearing(secret)))
export const giveVerdict = (secret: string, body: { kept: boolean; reason?: string }): Promise<Verification> => unwrap(api.POST('/api/v1/verification', { ...bearing(secret), body }))

/** Points whose title has these words, for a choice. */
export const searchPoints = async (q: string) => (await unwrap(api.GET('/api/v1/points', { params: { query: { limit: 12, ...(q.trim() ? { q: q.trim() } : {}) } } }))).items
export const searchSessions = async (q: string) => (await unwrap(api.GET('/api/v1/sessions', { params: { query: { limit: 12, ...(q.trim() ? { q: q.trim() } : {}) } } }))).items
