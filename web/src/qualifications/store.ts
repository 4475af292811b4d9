import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Body<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type Facilitator = components['schemas']['Facilitator']
export type Qualification = components['schemas']['Qualification']
export type QualificationCreate = Body<'createQualification'>
/** The skill that running a session asks for. */
export const FACILITATION = 'facilitation'

/** Who may run a session, and whether they are trained for it on that day. */
export const useFacilitators = (day: MaybeRefOrGetter<string | undefined>) =>
  useQuery({ queryKey: computed(() => ['facilitators', toValue(day)]), queryFn: async ({ signal }): Promise<Facilitator[]> => (await unwrap(api.GET('/api/v1/facilitators', { params: { query: { day: toValue(day) ?? '' } }, signal }))).items, enabled: computed(() => Boolean(toValue(day))), placeholderData: keepPreviousData })

/** What an account is trained for, the latest first. */
export const useQualifications = (userId: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: computed(() => ['qualifications', toValue(userId)]), queryFn: async ({ signal }): Promise<Qualification[]> => (await unwrap(api.GET('/api/v1/users/{id}/qualifications', { params: { path: { id: toValue(userId) } }, signal }))).items })

export function useQualificationWrites() {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await Promise.all(['qualifications', 'facilitators', 'sessions'].map((key) => queries.invalidateQueries({ queryKey: [key] }))), result))
  return {
    add: (userId: string, body: QualificationCreate) => then(unwrap(api.POST('/api/v1/users/{id}/qualifications', { params: { path: { id: userId } }, body }))),
    remove: (userId: string, row: Qualification) => then(unwrap(api.DELETE('/api/v1/users/{id}/qualifications/{partId}', { params: { path: { id: userId, partId: row.id } }, headers: ifMatch(`"${row.version}"`) }))),
  }
}
