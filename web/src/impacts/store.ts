import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'
import type { TableSort } from '../ui/table.ts'
import type { Draft } from './severity.ts'
import { bodyOf } from './severity.ts'

type Schemas = components['schemas']
export type ImpactSheet = Schemas['ImpactSheet']
export type ImpactLink = Schemas['ImpactLink']
export type ImpactArea = Schemas['ImpactArea']
export type ImpactQuery = NonNullable<operations['listImpacts']['parameters']['query']>
export type Involvement = ImpactLink['involvement']
type Sort = NonNullable<ImpactQuery['sort']>

/** The API's word for a sort of the table; the most severe first when there is none. */
export const sortWord = (sort: TableSort | undefined): Sort => (sort ? (`${sort.desc ? '-' : ''}${sort.id}` as Sort) : '-severity')

/** Impacts page by page, as the query says. */
export const useImpacts = (query: MaybeRefOrGetter<ImpactQuery>) =>
  useInfiniteQuery({
    queryKey: ['impacts', 'list', computed(() => toValue(query))],
    queryFn: async ({ pageParam, signal }) => unwrap(api.GET('/api/v1/impacts', { params: { query: { limit: 100, ...toValue(query), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  })

/** Every impact that matches, for an export. */
export async function readAllImpacts(query: ImpactQuery) {
  const rows: Schemas['Impact'][] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Schemas['ImpactPage'] = await unwrap(api.GET('/api/v1/impacts', { params: { query: { ...query, limit: 100, ...(cursor ? { cursor } : {}) } } }))
    rows.push(...page.items)
    cursor = page.nextCursor
  }
  return rows
}

/** An impact with its neighbours on the spine. */
export const useImpactSheet = (id: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: ['impacts', 'sheet', computed(() => toValue(id))], queryFn: () => unwrap(api.GET('/api/v1/impacts/{id}/sheet', { params: { path: { id: toValue(id) } } })) })

/** Stakeholders whose name has these words; eight of them. */
export const searchStakeholders = async (q: string) => (await unwrap(api.GET('/api/v1/stakeholders', { params: { query: { limit: 8, ...(q.trim() ? { q: q.trim() } : {}) } } }))).items

const byId = (id: string) => ({ params: { path: { id } } })
const at = (id: string, version: number) => ({ ...byId(id), headers: ifMatch(`"${version}"`) })

/** Everything that changes impacts and their ties; what counts them is read again. */
export function useImpactChanges() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(['impacts', 'coverage'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled })
  return {
    create: change(({ draft, perimeterId }: { draft: Draft; perimeterId: string }) => unwrap(api.POST('/api/v1/impacts', { body: bodyOf(draft, perimeterId) }))),
    update: change(({ id, version, draft, perimeterId }: { id: string; version: number; draft: Draft; perimeterId: string }) => unwrap(api.PATCH('/api/v1/impacts/{id}', { ...at(id, version), body: bodyOf(draft, perimeterId) }))),
    remove: change(({ id, version }: { id: string; version: number }) => unwrap(api.DELETE('/api/v1/impacts/{id}', at(id, version)))),
    restore: change((id: string) => unwrap(api.POST('/api/v1/impacts/{id}/restore', byId(id)))),
    addLink: change(({ id, ...body }: { id: string; stakeholderId: string; involvement: Involvement }) => unwrap(api.POST('/api/v1/impacts/{id}/stakeholders', { ...byId(id), body }))),
    removeLink: change(({ id, linkId }: { id: string; linkId: string }) => unwrap(api.DELETE('/api/v1/impacts/{id}/stakeholders/{linkId}', { params: { path: { id, linkId } } }))),
    tie: change((body: { areaId: string; targetType: 'impact'; targetId: string }) => unwrap(api.POST('/api/v1/iso-ties', { body }))),
    untie: change(({ tieId, version }: { tieId: string; version: number }) => unwrap(api.DELETE('/api/v1/iso-ties/{id}', at(tieId, version)))),
    review: change(({ tieId, version, reviewed }: { tieId: string; version: number; reviewed: boolean }) => unwrap(api.PATCH('/api/v1/iso-ties/{id}', { ...at(tieId, version), body: { reviewed } }))),
  }
}
