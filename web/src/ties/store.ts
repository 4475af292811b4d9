import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type TieCreate = components['schemas']['TieCreateInput']
type TiePatch = components['schemas']['TiePatchInput']

/** One tie; nothing is asked while there is no id. */
export const useTie = (id: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['ties', 'one', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/v1/ties/{id}', { params: { path: { id: toValue(id) ?? '' } } })),
    enabled: computed(() => toValue(id) !== undefined),
  })

/** The stakeholder at an end of a tie; absent when it lies beyond one's reach. */
export const useEnd = (id: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['stakeholders', 'one', toValue(id)]),
    queryFn: () => unwrap(api.GET('/api/v1/stakeholders/{id}', { params: { path: { id: toValue(id) ?? '' } } })),
    enabled: computed(() => toValue(id) !== undefined),
    retry: false,
  })

export const useTieTypes = () => useQuery({ queryKey: ['tie-types'], queryFn: async () => (await unwrap(api.GET('/api/v1/tie-types'))).items, staleTime: 300_000 })

/** Writes on ties; each refreshes what shows them. */
export function useTieWrites() {
  const queries = useQueryClient()
  const refresh = async (): Promise<void> => {
    await Promise.all([['map'], ['ties'], ['stakeholders']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  const after = async <T>(answer: Promise<T>): Promise<T> => {
    const result = await answer
    await refresh()
    return result
  }
  const version = (n: number): { 'If-Match': string } => ifMatch(`"${n}"`)
  return {
    create: (body: TieCreate) => after(unwrap(api.POST('/api/v1/ties', { body }))),
    patch: (id: string, at: number, body: TiePatch) => after(unwrap(api.PATCH('/api/v1/ties/{id}', { params: { path: { id } }, body, headers: version(at) }))),
    remove: (id: string, at: number) => after(unwrap(api.DELETE('/api/v1/ties/{id}', { params: { path: { id } }, headers: version(at) }))),
    restore: (id: string) => after(unwrap(api.POST('/api/v1/ties/{id}/restore', { params: { path: { id } } }))),
  }
}
