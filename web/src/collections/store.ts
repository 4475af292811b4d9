import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'

type Schemas = components['schemas']
export type BoardRow = Schemas['CollectionBoardRow']
export type BoardCell = BoardRow['cells'][number]
export type Collection = Schemas['Collection']
export type AwaitedItem = Collection['items'][number]
export type CollectedBody = Schemas['CollectedValueInput']
type BoardQuery = NonNullable<operations['getCollectionBoard']['parameters']['query']>

/** Who gives what, with the last periods. */
export const useBoard = (query: MaybeRefOrGetter<Omit<BoardQuery, 'limit' | 'cursor'>>) =>
  useInfiniteQuery({
    queryKey: ['collections', 'board', computed(() => toValue(query))],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/collections/board', { params: { query: { limit: 100, ...toValue(query), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

/** Writes to those from whom something is awaited. */
export function useReminding() {
  const queries = useQueryClient()
  return useMutation({ mutationFn: (body: Schemas['CollectionRemindingInput']) => unwrap(api.POST('/api/v1/collections/remind', { body })), onSettled: () => Promise.all(['collections', 'indicators', 'mails'].map((key) => queries.invalidateQueries({ queryKey: [key] }))) })
}

const bearing = (secret: string) => ({ headers: { Authorization: `Link ${secret}` } })
/** What the holder of a private link is asked to give, and what they give. */
export const readCollection = (secret: string): Promise<Collection> => unwrap(api.GET('/api/v1/collection', bearing(secret)))
export const giveValue = (secret: string, body: CollectedBody) => unwrap(api.POST('/api/v1/collection/values', { ...bearing(secret), body }))
export function attachValue(secret: string, id: string, file: File) {
  const form = new FormData()
  form.append('file', file)
  return unwrap(api.POST('/api/v1/collection/values/{id}/evidence', { ...bearing(secret), params: { path: { id } }, body: form as never, bodySerializer: (body: unknown) => body as FormData }))
}
