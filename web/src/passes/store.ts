import { useQuery, useQueryClient, type UseQueryReturnType } from '@tanstack/vue-query'
import { toValue, type MaybeRefOrGetter } from 'vue'
import { api, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Pass = Schemas['Pass']
export type NewPass = Schemas['NewPass']
export type PassDraft = Schemas['PassCreateInput']

/** The workshop passes of a session, the newest first. */
export const usePasses = (sessionId: MaybeRefOrGetter<string>): UseQueryReturnType<Pass[], Error> =>
  useQuery({ queryKey: ['passes', () => toValue(sessionId)], queryFn: async () => (await unwrap(api.GET('/api/v1/sessions/{id}/passes', { params: { path: { id: toValue(sessionId) } } }))).items })

export function usePassWrites(sessionId: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const after = async <T>(call: Promise<T>): Promise<T> => {
    const answer = await call
    await Promise.all(['passes', 'audit'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    return answer
  }
  return {
    create: (body: PassDraft) => after(unwrap(api.POST('/api/v1/sessions/{id}/passes', { params: { path: { id: toValue(sessionId) } }, body }))),
    end: (partId: string) => after(unwrap(api.DELETE('/api/v1/sessions/{id}/passes/{partId}', { params: { path: { id: toValue(sessionId), partId } } }))),
  }
}

/** Signs this device in by the secret of a pass; gives the session that it opens. */
export const openPass = async (secret: string): Promise<string | null> => (await unwrap(api.POST('/api/v1/auth/pass', { headers: { Authorization: `Link ${secret}` } }))).passFor
