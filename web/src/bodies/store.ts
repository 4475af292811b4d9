import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Payload<Id extends keyof operations> = operations[Id] extends { requestBody: { content: infer Content } } ? Content[keyof Content] : never
export type Body = components['schemas']['Body']
export type BodyCreate = Payload<'createBody'>
export type BodyPatch = Payload<'updateBody'>
export const bodyKinds: readonly Body['kind'][] = ['committee', 'commission', 'forum', 'council', 'working_group']

/** Bodies by name; those in force on a day when one is given. */
export const useBodies = (on: MaybeRefOrGetter<string | undefined> = undefined) =>
  useQuery({ queryKey: computed(() => ['bodies', toValue(on) ?? 'all']), queryFn: async ({ signal }): Promise<Body[]> => (await unwrap(api.GET('/api/v1/bodies', { params: { query: { limit: 100, ...(toValue(on) ? { on: toValue(on) as string } : {}) } }, signal }))).items, placeholderData: keepPreviousData })

export function useBodyWrites() {
  const queries = useQueryClient()
  const then = <T>(work: Promise<T>): Promise<T> => work.then(async (result) => (await Promise.all([queries.invalidateQueries({ queryKey: ['bodies'] }), queries.invalidateQueries({ queryKey: ['sessions'] })]), result))
  const versioned = (row: { id: string; version: number }) => ({ params: { path: { id: row.id } }, headers: ifMatch(`"${row.version}"`) })
  return {
    create: (body: BodyCreate) => then(unwrap(api.POST('/api/v1/bodies', { body }))),
    patch: (row: Body, body: BodyPatch) => then(unwrap(api.PATCH('/api/v1/bodies/{id}', { ...versioned(row), body }))),
    remove: (row: Body) => then(unwrap(api.DELETE('/api/v1/bodies/{id}', versioned(row)))),
    restore: (id: string) => then(unwrap(api.POST('/api/v1/bodies/{id}/restore', { params: { path: { id } } }))),
  }
}
