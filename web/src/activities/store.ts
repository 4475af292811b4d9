import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'
import { planKeys } from '../plans/store.ts'

type Schemas = components['schemas']
export type Activity = Schemas['Activity']
export type ActivityStatus = Activity['status']
export type Pace = Activity['pace']
export type ActivityBody = Schemas['ActivityCreateInput']
export type ActivityPatch = Schemas['ActivityPatchInput']
export type AudienceMember = Schemas['AudienceMember']
export type StakeholderAttribute = NonNullable<AudienceMember['attribute']>
export type AudienceQuery = Schemas['AudienceQueryInput']
export type AudienceComparison = Schemas['AudienceComparison']
export type ActivityRisk = Schemas['ActivityRisk']
export type RiskBody = Schemas['ActivityRiskCreateInput']
export type ActivitySessionBody = Schemas['ActivitySessionCreateInput']

export const activityStatuses: readonly ActivityStatus[] = ['planned', 'under_way', 'done', 'cancelled']
export const cadences: readonly Activity['cadence'][] = ['once', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'continuous']
export const attributes: readonly StakeholderAttribute[] = ['dependency', 'responsibility', 'tension', 'influence', 'diverse_perspectives']

export const useActivity = (id: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: ['activities', 'one', computed(() => toValue(id))], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/activities/{id}', { params: { path: { id: toValue(id) } }, signal })) })

/** Who a dialogue is held with, page by page, by name. */
export const useAudience = (id: MaybeRefOrGetter<string>) =>
  useInfiniteQuery({
    queryKey: ['activities', 'audience', computed(() => toValue(id))],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/activities/{id}/stakeholders', { params: { path: { id: toValue(id) }, query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export const useRisks = (id: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: ['activities', 'risks', computed(() => toValue(id))], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/activities/{id}/risks', { params: { path: { id: toValue(id) } }, signal })).then((list) => list.items) })

/** Activities whose words are typed, for a choice; those of closed plans are left out. */
export const searchActivities = async (q: string): Promise<Activity[]> =>
  (await unwrap(api.GET('/api/v1/activities', { params: { query: { limit: 50, sort: '-updatedAt', ...(q.trim() ? { q: q.trim() } : {}) } } }))).items.filter((row) => row.planStatus !== 'closed')

/** What a query of the register would bring in and take out; without a query, the one by which the audience was chosen. */
export const compareAudience = (id: string, query: AudienceQuery | undefined, signal?: AbortSignal): Promise<AudienceComparison> =>
  unwrap(api.POST('/api/v1/activities/{id}/audience/compare', { params: { path: { id } }, body: query ? { query } : {}, ...(signal ? { signal } : {}) }))

const byId = (id: string) => ({ params: { path: { id } } })
const at = (id: string, version: number) => ({ ...byId(id), headers: ifMatch(`"${version}"`) })
const part = (id: string, row: { id: string; version: number }) => ({ params: { path: { id, partId: row.id } }, headers: ifMatch(`"${row.version}"`) })

/** Everything that changes activities; what counts them is read again. */
export function useActivityChanges() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(planKeys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled })
  return {
    create: change((body: ActivityBody) => unwrap(api.POST('/api/v1/activities', { body }))),
    update: change(({ id, version, body }: { id: string; version: number; body: ActivityPatch }) => unwrap(api.PATCH('/api/v1/activities/{id}', { ...at(id, version), body }))),
    remove: change(({ id, version }: { id: string; version: number }) => unwrap(api.DELETE('/api/v1/activities/{id}', at(id, version)))),
    restore: change((id: string) => unwrap(api.POST('/api/v1/activities/{id}/restore', byId(id)))),
    addMembers: change(({ id, ...body }: { id: string; stakeholderIds: string[]; attribute?: StakeholderAttribute | null; reason?: string }) => unwrap(api.POST('/api/v1/activities/{id}/stakeholders', { ...byId(id), body }))),
    patchMember: change(({ id, member, body }: { id: string; member: AudienceMember; body: { attribute?: StakeholderAttribute | null; reason?: string } }) => unwrap(api.PATCH('/api/v1/activities/{id}/stakeholders/{partId}', { ...part(id, member), body }))),
    removeMember: change(({ id, member }: { id: string; member: AudienceMember }) => unwrap(api.DELETE('/api/v1/activities/{id}/stakeholders/{partId}', part(id, member)))),
    applyAudience: change(({ id, ...body }: { id: string; query?: AudienceQuery; attribute?: StakeholderAttribute | null; reason?: string; remove: boolean }) => unwrap(api.POST('/api/v1/activities/{id}/audience/apply', { ...byId(id), body }))),
    addRisk: change(({ id, ...body }: { id: string } & RiskBody) => unwrap(api.POST('/api/v1/activities/{id}/risks', { ...byId(id), body }))),
    patchRisk: change(({ id, risk, body }: { id: string; risk: ActivityRisk; body: Partial<RiskBody> }) => unwrap(api.PATCH('/api/v1/activities/{id}/risks/{partId}', { ...part(id, risk), body }))),
    removeRisk: change(({ id, risk }: { id: string; risk: ActivityRisk }) => unwrap(api.DELETE('/api/v1/activities/{id}/risks/{partId}', part(id, risk)))),
    planSession: change(({ id, ...body }: { id: string } & ActivitySessionBody) => unwrap(api.POST('/api/v1/activities/{id}/sessions', { ...byId(id), body }))),
    moveSession: change(({ sessionId, activityId }: { sessionId: string; activityId: string | null }) => unwrap(api.PUT('/api/v1/sessions/{id}/activity', { ...byId(sessionId), body: { activityId } }))),
  }
}
