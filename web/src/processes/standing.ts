import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'
import type { FactName, StepMark } from './store.ts'

type MarkBody = components['schemas']['StepMarkCreateInput']
const path = (id: string) => ({ params: { path: { id } } })
const part = (id: string, partId: string) => ({ params: { path: { id, partId } } })

/** Where a dialogue stands in its process. */
export const useStanding = (activityId: MaybeRefOrGetter<string>) =>
  useQuery({ staleTime: 0, queryKey: ['standing', computed(() => toValue(activityId)), 'process'], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/activities/{id}/process', { ...path(toValue(activityId)), signal })) })

/** What AA1000SES asks to be recorded of a dialogue. */
export const useConformity = (activityId: MaybeRefOrGetter<string>) =>
  useQuery({ staleTime: 0, queryKey: ['standing', computed(() => toValue(activityId)), 'conformity'], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/activities/{id}/conformity', { ...path(toValue(activityId)), signal })) })

/** The rows behind a fact, page by page; those that miss come first. */
export const useFactRows = (activityId: MaybeRefOrGetter<string>, name: MaybeRefOrGetter<FactName>) =>
  useInfiniteQuery({
    queryKey: ['standing', computed(() => toValue(activityId)), 'rows', computed(() => toValue(name))],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/activities/{id}/facts/{name}/rows', { params: { path: { id: toValue(activityId), name: toValue(name) }, query: { limit: 20, sort: 'counted', ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })

/** What was said of a step of a dialogue, the latest first; withdrawn marks too. */
export const useMarks = (activityId: MaybeRefOrGetter<string>, stepId: MaybeRefOrGetter<string>) =>
  useQuery({ staleTime: 0, queryKey: ['standing', computed(() => toValue(activityId)), 'marks', computed(() => toValue(stepId))], queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/activities/{id}/step-marks', { params: { path: { id: toValue(activityId) }, query: { stepId: toValue(stepId), limit: 100 } }, signal }))).items })

/** Where the browser gets the bytes of the evidence: a plain link, so that large files stream. */
export const evidenceAddress = (activityId: string, markId: string): string => `/api/v1/activities/${activityId}/step-marks/${markId}/evidence`

function attachEvidence(activityId: string, markId: string, file: File): Promise<StepMark> {
  const form = new FormData()
  form.append('file', file)
  return unwrap(api.POST('/api/v1/activities/{id}/step-marks/{partId}/evidence', { ...part(activityId, markId), body: form as never, bodySerializer: (body: unknown) => body as FormData }))
}

/** What changes the marks of a dialogue; its standing, and the matrices it stands in, are read again. */
export function useMarkChanges(activityId: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const onSettled = () => Promise.all([['standing', toValue(activityId)], ['processes', 'standing']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled })
  return {
    mark: change((body: MarkBody) => unwrap(api.POST('/api/v1/activities/{id}/step-marks', { ...path(toValue(activityId)), body }))),
    attach: change(({ markId, file }: { markId: string; file: File }) => attachEvidence(toValue(activityId), markId, file)),
    withdraw: change((markId: string) => unwrap(api.POST('/api/v1/activities/{id}/step-marks/{partId}/withdraw', part(toValue(activityId), markId)))),
  }
}
