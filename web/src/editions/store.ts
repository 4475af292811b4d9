import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { BlockCreate, BlockPatch, Edition, EditionCreate, EditionFreeze, EditionPatch, EditionView, FigureRef } from './types.ts'

type Id = MaybeRefOrGetter<string>
const path = (id: string) => ({ params: { path: { id } } })
const key = (id: string, part = 'one') => ['editions', id, part]

/** Editions that a reader may see, the latest period first. */
export const useEditions = () =>
  useQuery({ queryKey: ['editions', 'list'], queryFn: async ({ signal }): Promise<Edition[]> => (await unwrap(api.GET('/api/v1/editions', { params: { query: { limit: 100 } }, signal }))).items })

export const useEdition = (id: Id) =>
  useQuery({ queryKey: computed(() => key(toValue(id))), queryFn: ({ signal }): Promise<Edition> => unwrap(api.GET('/api/v1/editions/{id}', { ...path(toValue(id)), signal })), retry: false })

/** What it says; `outside`: as it leaves the organisation. */
export const useEditionContent = (id: Id, audience: MaybeRefOrGetter<'inside' | 'outside'>) =>
  useQuery({ queryKey: computed(() => [...key(toValue(id), 'content'), toValue(audience)]), placeholderData: keepPreviousData, queryFn: ({ signal }): Promise<EditionView> => unwrap(api.GET('/api/v1/editions/{id}/content', { params: { path: { id: toValue(id) }, query: { audience: toValue(audience) } }, signal })), retry: false })

export const useBlocks = (id: Id) =>
  useQuery({ queryKey: computed(() => key(toValue(id), 'blocks')), queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/editions/{id}/blocks', { ...path(toValue(id)), signal }))).items })

export const useComparison = (id: Id, enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({ queryKey: computed(() => key(toValue(id), 'comparison')), enabled: computed(() => toValue(enabled)), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/editions/{id}/comparison', { ...path(toValue(id)), signal })) })

export const useDrift = (id: Id, enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({ queryKey: computed(() => key(toValue(id), 'drift')), enabled: computed(() => toValue(enabled)), queryFn: ({ signal }) => unwrap(api.GET('/api/v1/editions/{id}/drift', { ...path(toValue(id)), signal })) })

export const verifyEdition = (id: string) => unwrap(api.GET('/api/v1/editions/{id}/verification', path(id)))

/** The rows behind a figure, page by page. */
export const useFigureRows = (id: Id, figure: MaybeRefOrGetter<FigureRef | undefined>, counted: MaybeRefOrGetter<boolean>) =>
  useInfiniteQuery({
    queryKey: computed(() => [...key(toValue(id), 'rows'), toValue(figure), toValue(counted)]),
    enabled: computed(() => toValue(figure) !== undefined),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const { blockId, part } = toValue(figure) ?? { blockId: '', part: '0' }
      return unwrap(api.GET('/api/v1/editions/{id}/blocks/{blockId}/rows', { params: { path: { id: toValue(id), blockId }, query: { part, ...(toValue(counted) ? { counted: 'true' as const } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }, signal }))
    },
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const useOutlines = () => useQuery({ queryKey: ['report-outlines'], staleTime: Infinity, queryFn: ({ signal }) => unwrap(api.GET('/api/v1/report-outlines', { signal })) })
export const useFigures = () => useQuery({ queryKey: ['figures'], staleTime: Infinity, queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/figures', { signal }))).items })

/** Every write around editions; each reads again what it changed. */
export function useEditionWrites() {
  const queries = useQueryClient()
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    await queries.invalidateQueries({ queryKey: ['editions'] })
    return result
  }
  const at = (row: { id: string; version: number }) => ({ ...path(row.id), headers: ifMatch(`"${row.version}"`) })
  const block = (id: string, blockId: string, version: number) => ({ params: { path: { id, blockId } }, headers: ifMatch(`"${version}"`) })
  return {
    create: (body: EditionCreate) => then(unwrap(api.POST('/api/v1/editions', { body }))),
    patch: (row: { id: string; version: number }, body: EditionPatch) => then(unwrap(api.PATCH('/api/v1/editions/{id}', { ...at(row), body }))),
    remove: (row: { id: string; version: number }) => then(unwrap(api.DELETE('/api/v1/editions/{id}', at(row)))),
    restore: (id: string) => then(unwrap(api.POST('/api/v1/editions/{id}/restore', path(id)))),
    addBlock: (id: string, body: BlockCreate) => then(unwrap(api.POST('/api/v1/editions/{id}/blocks', { ...path(id), body }))),
    patchBlock: (id: string, row: { id: string; version: number }, body: BlockPatch) => then(unwrap(api.PATCH('/api/v1/editions/{id}/blocks/{blockId}', { ...block(id, row.id, row.version), body }))),
    removeBlock: (id: string, row: { id: string; version: number }) => then(unwrap(api.DELETE('/api/v1/editions/{id}/blocks/{blockId}', block(id, row.id, row.version)))),
    order: (id: string, blockIds: string[]) => then(unwrap(api.PUT('/api/v1/editions/{id}/order', { ...path(id), body: { blockIds } }))),
    freeze: (id: string, body: EditionFreeze) => then(unwrap(api.POST('/api/v1/editions/{id}/freeze', { ...path(id), body }))),
    publish: (id: string) => then(unwrap(api.POST('/api/v1/editions/{id}/publish', path(id)))),
    withdraw: (id: string) => then(unwrap(api.POST('/api/v1/editions/{id}/withdraw', path(id)))),
  }
}
