import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'
import type { Activity } from '../activities/store.ts'

type Schemas = components['schemas']
export type Plan = Schemas['Plan']
export type PlanTally = Schemas['PlanTally']
export type PlanBody = Schemas['PlanCreateInput']
export type PlanPatch = Schemas['PlanPatchInput']
export type PlanAdopt = Schemas['PlanAdoptInput']

/** Plans with planned against done, the latest first. */
export const usePlans = (perimeterId: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: ['plans', 'list', computed(() => toValue(perimeterId) ?? '')],
    queryFn: ({ signal }): Promise<Plan[]> => unwrap(api.GET('/api/v1/plans', { params: { query: { limit: 100, ...(toValue(perimeterId) ? { perimeterId: toValue(perimeterId) as string } : {}) } }, signal })).then((page) => page.items),
    placeholderData: keepPreviousData,
  })

export const usePlan = (id: MaybeRefOrGetter<string | undefined>) =>
  useQuery({ queryKey: ['plans', 'one', computed(() => toValue(id))], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/plans/{id}', { params: { path: { id: toValue(id) ?? '' } }, signal })), enabled: computed(() => Boolean(toValue(id))) })

/** Every activity of a plan, the first to start first. */
export const usePlanActivities = (planId: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: ['activities', 'plan', computed(() => toValue(planId))],
    queryFn: async ({ signal }): Promise<Activity[]> => {
      const rows: Activity[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Schemas['ActivityPage'] = await unwrap(api.GET('/api/v1/activities', { params: { query: { planId: toValue(planId), limit: 100, sort: 'startsOn', ...(cursor ? { cursor } : {}) } }, signal }))
        rows.push(...page.items)
        cursor = page.nextCursor
      }
      return rows
    },
    placeholderData: keepPreviousData,
  })

const byId = (id: string) => ({ params: { path: { id } } })
const at = (id: string, version: number) => ({ ...byId(id), headers: ifMatch(`"${version}"`) })

/** What a change to the plan of dialogue makes stale. */
export const planKeys = ['plans', 'activities', 'tasks', 'sessions', 'solicitations', 'today', 'processes', 'standing'] as const

export function usePlanChanges() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(planKeys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled })
  return {
    create: change((body: PlanBody) => unwrap(api.POST('/api/v1/plans', { body }))),
    update: change(({ id, version, body }: { id: string; version: number; body: PlanPatch }) => unwrap(api.PATCH('/api/v1/plans/{id}', { ...at(id, version), body }))),
    remove: change(({ id, version }: { id: string; version: number }) => unwrap(api.DELETE('/api/v1/plans/{id}', at(id, version)))),
    restore: change((id: string) => unwrap(api.POST('/api/v1/plans/{id}/restore', byId(id)))),
    adopt: change(({ id, body }: { id: string; body: PlanAdopt }) => unwrap(api.POST('/api/v1/plans/{id}/adopt', { ...byId(id), body }))),
    close: change((id: string) => unwrap(api.POST('/api/v1/plans/{id}/close', byId(id)))),
    reopen: change((id: string) => unwrap(api.POST('/api/v1/plans/{id}/reopen', byId(id)))),
  }
}

/** The plan as a calendar file. */
export const readCalendar = (id: string): Promise<string> => unwrap(api.GET('/api/v1/plans/{id}/calendar.ics', { ...byId(id), parseAs: 'text' })) as unknown as Promise<string>
