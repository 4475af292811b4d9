import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type NoticeTemplate = Schemas['NoticeTemplate']
export type NoticeSending = Schemas['NoticeSending']

/** The parts that a notice must have, in the order in which a person reads them, each with the point of the GDPR that asks for it. */
export const noticeParts = [
  ['controller', '14(1)a'], ['dpo', '14(1)b'], ['purposes', '14(1)c'], ['legalBasis', '14(1)c'], ['legitimateInterest', '14(2)b'], ['categories', '14(1)d'],
  ['source', '14(2)f'], ['recipients', '14(1)e'], ['retention', '14(2)a'], ['rights', '14(2)c'], ['complaint', '14(2)e'],
] as const
export type NoticePart = (typeof noticeParts)[number][0]
export type Parts = Record<NoticePart, string>

/** Every part of a template, empty where nothing was written. */
export const partsOf = (written: Record<string, string>): Parts => Object.fromEntries(noticeParts.map(([part]) => [part, written[part] ?? ''])) as Parts

/** What a person will read, as the server keeps it word for word. */
export const wordingOf = (parts: Parts): string => noticeParts.map(([part]) => parts[part].trim()).filter(Boolean).join('\n\n')

/** Templates by name, latest edition first in each: the shelf on which one looks for a notice. */
export function shelvesOf(templates: readonly NoticeTemplate[]): { name: string; perimeterId: string; editions: NoticeTemplate[] }[] {
  const shelves = new Map<string, { name: string; perimeterId: string; editions: NoticeTemplate[] }>()
  for (const one of templates.toSorted((a, b) => b.edition - a.edition)) {
    const key = `${one.perimeterId} ${one.name}`
    const shelf = shelves.get(key) ?? { name: one.name, perimeterId: one.perimeterId, editions: [] }
    shelf.editions.push(one)
    shelves.set(key, shelf)
  }
  return [...shelves.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}

const byId = (id: string) => ({ params: { path: { id } } })

export const useNoticeTemplate = (id: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: ['privacy', 'template', computed(() => toValue(id))], queryFn: () => unwrap(api.GET('/api/v1/notice-templates/{id}', byId(toValue(id)))) })

export function useSendings(id: MaybeRefOrGetter<string>) {
  const query = useInfiniteQuery({
    queryKey: ['privacy', 'sendings', computed(() => toValue(id))],
    queryFn: ({ pageParam }) => unwrap(api.GET('/api/v1/notice-templates/{id}/notices', { params: { path: { id: toValue(id) }, query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  return { ...query, rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

export function useNoticeTemplateWrites() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['privacy'] })
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled }).mutateAsync
  return {
    create: change((body: Schemas['NoticeTemplateCreateInput']) => unwrap(api.POST('/api/v1/notice-templates', { body }))),
    patch: change(({ of, body }: { of: NoticeTemplate; body: Schemas['NoticeTemplatePatchInput'] }) => unwrap(api.PATCH('/api/v1/notice-templates/{id}', { ...byId(of.id), headers: ifMatch(`"${of.version}"`), body }))),
    remove: change((of: NoticeTemplate) => unwrap(api.DELETE('/api/v1/notice-templates/{id}', { ...byId(of.id), headers: ifMatch(`"${of.version}"`) }))),
    publish: change((id: string) => unwrap(api.POST('/api/v1/notice-templates/{id}/publish', byId(id)))),
  }
}

/** What begins a template again after it was dropped: as the next edition of the one before it, or anew. */
export const againOf = (of: NoticeTemplate, previous: NoticeTemplate | undefined): Schemas['NoticeTemplateCreateInput'] =>
  ({ name: of.name, parts: of.parts, ...(previous ? { from: previous.id } : { perimeterId: of.perimeterId }) })
