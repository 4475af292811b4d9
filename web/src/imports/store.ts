import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, newIdempotencyKey, unwrap } from '../api/client.ts'
import type { Import, ImportPatch, Target } from './types.ts'

const HOUR = 3_600_000

/** The last imports, newest first. */
export const useImports = () => useQuery({ queryKey: ['imports', 'list'], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/imports', { params: { query: { limit: 20, sort: '-createdAt' } }, signal })).then((page) => page.items) })

/** One import; nothing without an id. */
export const useImport = (id: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['imports', 'one', toValue(id)]),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/imports/{id}', { params: { path: { id: toValue(id) ?? '' } }, signal })),
    enabled: computed(() => toValue(id) !== undefined),
    staleTime: 10_000,
  })

/** What the columns of a file can give. */
export const useFields = (target: MaybeRefOrGetter<Target>) =>
  useQuery({ queryKey: computed(() => ['imports', 'fields', toValue(target)]), queryFn: () => unwrap(api.GET('/api/v1/imports/fields', { params: { query: { target: toValue(target) } } })).then((page) => page.items), staleTime: HOUR })

/** Categories or types of tie that the words of a file can be matched with. */
export const useOptions = (target: MaybeRefOrGetter<Target>) =>
  useQuery({
    queryKey: computed(() => ['imports', 'options', toValue(target)]),
    queryFn: async () => (toValue(target) === 'ties' ? (await unwrap(api.GET('/api/v1/tie-types'))).items : (await unwrap(api.GET('/api/v1/categories'))).items).map(({ code, labelFr, labelEn }) => ({ code, labelFr, labelEn })),
  })

/** Every step of an import. What the server answers is shown at once; what it wrote elsewhere is read again. */
export function useImportSteps() {
  const queries = useQueryClient()
  const show = (row: Import): Import => {
    queries.setQueryData(['imports', 'one', row.id], row)
    void queries.invalidateQueries({ queryKey: ['imports', 'list'] })
    return row
  }
  const refresh = (row: Import): Import => {
    for (const key of ['stakeholders', 'map', 'ties', 'categories']) void queries.invalidateQueries({ queryKey: [key] })
    void queries.invalidateQueries({ queryKey: ['imports', 'options'] })
    return show(row)
  }
  const at = (id: string) => ({ params: { path: { id } } })
  return {
    upload: (file: File, target: Target, perimeterId: string): Promise<Import> => {
      const form = new FormData()
      form.set('target', target)
      form.set('perimeterId', perimeterId)
      form.set('file', file)
      return unwrap(api.POST('/api/v1/imports/upload', { body: form as never, bodySerializer: (body) => body as never, headers: { 'Idempotency-Key': newIdempotencyKey() } })).then(show)
    },
    patch: (row: Import, body: ImportPatch): Promise<Import> => unwrap(api.PATCH('/api/v1/imports/{id}', { ...at(row.id), headers: ifMatch(`"${row.version}"`), body })).then(show),
    check: (id: string): Promise<Import> => unwrap(api.POST('/api/v1/imports/{id}/check', at(id))).then(show),
    commit: (id: string): Promise<Import> => unwrap(api.POST('/api/v1/imports/{id}/commit', at(id))).then(refresh),
    undo: (id: string): Promise<Import> => unwrap(api.POST('/api/v1/imports/{id}/undo', at(id))).then(refresh),
  }
}
