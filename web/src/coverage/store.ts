import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'
import { useContext } from '../frame/context.ts'

type Schemas = components['schemas']
export type AreaCoverage = Schemas['AreaCoverage']
export type CoverageRate = Schemas['CoverageRate']
export type StakeholderCoverage = Schemas['StakeholderCoverage']
export type StakeholderCell = Schemas['StakeholderCell']
export type ImpactCoverage = Schemas['ImpactCoverage']
export type ImpactCell = Schemas['ImpactCell']
export type StakeholderQuery = NonNullable<operations['listStakeholderCoverage']['parameters']['query']>
export type ImpactQuery = NonNullable<operations['listImpactCoverage']['parameters']['query']>

/** Perimeter and day of the context, as the API names them. */
function useWhere() {
  const { perimeter, asOf } = useContext()
  return computed(() => ({ ...(perimeter.value ? { perimeterId: perimeter.value } : {}), ...(asOf.value ? { asOf: asOf.value } : {}) }))
}

/** What each area counts, and the rates. */
export function useCoverage() {
  const where = useWhere()
  return useQuery({ queryKey: ['coverage', 'areas', where], queryFn: () => unwrap(api.GET('/api/v1/coverage/areas', { params: { query: where.value } })), placeholderData: (before) => before })
}

/** The rows that an area counts. */
export function useAreaRows(id: MaybeRefOrGetter<string>) {
  const where = useWhere()
  return useQuery({ queryKey: ['coverage', 'area', computed(() => toValue(id)), where], queryFn: () => unwrap(api.GET('/api/v1/coverage/areas/{id}', { params: { path: { id: toValue(id) }, query: where.value } })) })
}

interface Page<T> {
  items: T[]
  nextCursor: string | null
}
const readStakeholders = (query: StakeholderQuery, cursor: string, signal?: AbortSignal): Promise<Page<StakeholderCoverage>> => unwrap(api.GET('/api/v1/coverage/stakeholders', { params: { query: { limit: 100, ...query, ...(cursor ? { cursor } : {}) } }, signal }))
const readImpacts = (query: ImpactQuery, cursor: string, signal?: AbortSignal): Promise<Page<ImpactCoverage>> => unwrap(api.GET('/api/v1/coverage/impacts', { params: { query: { limit: 100, ...query, ...(cursor ? { cursor } : {}) } }, signal }))

/** Stakeholders × areas, page by page; the filters are those of the register. */
export const useStakeholderCoverage = (query: MaybeRefOrGetter<StakeholderQuery>) =>
  useInfiniteQuery({ queryKey: ['coverage', 'stakeholders', computed(() => toValue(query))], queryFn: ({ pageParam, signal }) => readStakeholders(toValue(query), pageParam, signal), initialPageParam: '', getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before })

/** Impacts × areas, page by page. */
export const useImpactCoverage = (query: MaybeRefOrGetter<ImpactQuery>) =>
  useInfiniteQuery({ queryKey: ['coverage', 'impacts', computed(() => toValue(query))], queryFn: ({ pageParam, signal }) => readImpacts(toValue(query), pageParam, signal), initialPageParam: '', getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before })

async function whole<T>(read: (cursor: string) => Promise<Page<T>>, onRead: (n: number) => void, signal: AbortSignal): Promise<T[]> {
  const rows: T[] = []
  for (let cursor: string | null = ''; cursor !== null && !signal.aborted; ) {
    const page: Page<T> = await read(cursor)
    rows.push(...page.items)
    onRead(rows.length)
    cursor = page.nextCursor
  }
  return rows
}

/** Every row that matches, for an export; says how many came so far, and stops when told. */
export const readAllStakeholders = (query: StakeholderQuery, onRead: (n: number) => void, signal: AbortSignal): Promise<StakeholderCoverage[]> => whole((cursor) => readStakeholders(query, cursor, signal), onRead, signal)
export const readAllImpacts = (query: ImpactQuery, onRead: (n: number) => void, signal: AbortSignal): Promise<ImpactCoverage[]> => whole((cursor) => readImpacts(query, cursor, signal), onRead, signal)

/** Categories of stakeholders, for the filter. */
export const useCategoryChoices = () =>
  useQuery({ queryKey: ['categories', 'choices'], queryFn: async () => (await unwrap(api.GET('/api/v1/categories'))).items, staleTime: 600_000 })
