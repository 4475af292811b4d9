import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { components, operations } from '../api/generated.ts'
import type { TableSort } from '../ui/table.ts'

type Schemas = components['schemas']
export type Indicator = Schemas['Indicator']
export type IndicatorFacets = Schemas['IndicatorFacets']
export type IndicatorValue = Schemas['IndicatorValue']
export type IndicatorSeries = Schemas['IndicatorSeries']
export type Collector = Schemas['IndicatorCollector']
export type IndicatorBody = Schemas['IndicatorCreateInput']
export type IndicatorPatch = Schemas['IndicatorPatchInput']
export type ValueBody = Schemas['IndicatorValueCreateInput']
export type Stated = Schemas['IndicatorValuePatchInput']
export type Measure = Schemas['Measure']
export type IndicatorQuery = NonNullable<operations['listIndicators']['parameters']['query']>
export type IndicatorFilter = Omit<IndicatorQuery, 'limit' | 'cursor' | 'sort'>
type Sort = NonNullable<IndicatorQuery['sort']>

export const sortWord = (sort: TableSort | undefined): Sort => (sort ? (`${sort.desc ? '-' : ''}${sort.id}` as Sort) : 'title')

export const useIndicators = (query: MaybeRefOrGetter<IndicatorQuery>) =>
  useInfiniteQuery({
    queryKey: ['indicators', 'list', computed(() => toValue(query))],
    queryFn: ({ pageParam, signal }) => unwrap(api.GET('/api/v1/indicators', { params: { query: { limit: 100, ...toValue(query), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })

export const useIndicatorFacets = (query: MaybeRefOrGetter<IndicatorFilter>) =>
  useQuery({ queryKey: ['indicators', 'facets', computed(() => toValue(query))], queryFn: ({ signal }) => unwrap(api.GET('/api/v1/indicators/facets', { params: { query: toValue(query) }, signal })), placeholderData: keepPreviousData })

const byId = (id: string) => ({ params: { path: { id } } })
export const useIndicator = (id: MaybeRefOrGetter<string>) => useQuery({ enabled: computed(() => toValue(id) !== ''), queryKey: ['indicators', 'one', computed(() => toValue(id))], queryFn: () => unwrap(api.GET('/api/v1/indicators/{id}', byId(toValue(id)))) })

export const useSeries = (id: MaybeRefOrGetter<string>, perimeterId: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: ['indicators', 'series', computed(() => toValue(id)), computed(() => toValue(perimeterId))],
    queryFn: () => { const place = toValue(perimeterId); return unwrap(api.GET('/api/v1/indicators/{id}/series', { params: { path: { id: toValue(id) }, query: place ? { perimeterId: place } : {} } })) },
    placeholderData: keepPreviousData,
  })

export const useValues = (id: MaybeRefOrGetter<string>, perimeterId: MaybeRefOrGetter<string | undefined>) =>
  useInfiniteQuery({
    queryKey: ['indicators', 'values', computed(() => toValue(id)), computed(() => toValue(perimeterId))],
    queryFn: ({ pageParam }) => { const place = toValue(perimeterId); return unwrap(api.GET('/api/v1/indicators/{id}/values', { params: { path: { id: toValue(id) }, query: { limit: 100, ...(place ? { perimeterId: place } : {}), ...(pageParam ? { cursor: pageParam } : {}) } } })) },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })

export const useCollectors = (id: MaybeRefOrGetter<string>) => useQuery({ queryKey: ['indicators', 'collectors', computed(() => toValue(id))], queryFn: () => unwrap(api.GET('/api/v1/indicators/{id}/collectors', byId(toValue(id)))) })

export const useMeasures = (enabled: MaybeRefOrGetter<boolean>) => useQuery({ queryKey: ['measures'], queryFn: () => unwrap(api.GET('/api/v1/measures')), enabled: computed(() => toValue(enabled)), staleTime: 600_000 })

export interface MeasurePlace { name: string; from: string; to: string; perimeterId: string }
/** The rows behind an automatic value. */
export const useMeasureRows = (place: MaybeRefOrGetter<MeasurePlace>) =>
  useInfiniteQuery({
    queryKey: ['measures', 'rows', computed(() => toValue(place))],
    queryFn: ({ pageParam, signal }) => { const { name, ...query } = toValue(place); return unwrap(api.GET('/api/v1/measures/{name}/rows', { params: { path: { name }, query: { limit: 50, ...query, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })) },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })

/** The indicators that tell whether a commitment was kept. */
export const useIndicatorsOf = (commitmentId: MaybeRefOrGetter<string>) =>
  useQuery({ queryKey: ['indicators', 'of-commitment', computed(() => toValue(commitmentId))], queryFn: () => unwrap(api.GET('/api/v1/indicators', { params: { query: { commitmentId: toValue(commitmentId), limit: 20 } } })) })

const at = (id: string, version: number) => ({ ...byId(id), headers: ifMatch(`"${version}"`) })
const value = (v: { indicatorId: string; id: string }) => ({ params: { path: { id: v.indicatorId, valueId: v.id } } })
type Deed = 'submit' | 'validate' | 'reopen' | 'withdraw' | 'freeze'

/** Everything that changes indicators; what counts them is read again. */
export function useIndicatorChanges() {
  const queries = useQueryClient()
  const onSettled = () => Promise.all(['indicators', 'collections', 'today', 'trace'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const change = <V, T>(mutationFn: (variables: V) => Promise<T>) => useMutation({ mutationFn, onSettled })
  return {
    create: change((body: IndicatorBody) => unwrap(api.POST('/api/v1/indicators', { body }))),
    update: change(({ id, version, body }: { id: string; version: number; body: IndicatorPatch }) => unwrap(api.PATCH('/api/v1/indicators/{id}', { ...at(id, version), body }))),
    remove: change(({ id, version }: { id: string; version: number }) => unwrap(api.DELETE('/api/v1/indicators/{id}', at(id, version)))),
    restore: change((id: string) => unwrap(api.POST('/api/v1/indicators/{id}/restore', byId(id)))),
    give: change(({ id, body }: { id: string; body: ValueBody }) => unwrap(api.POST('/api/v1/indicators/{id}/values', { ...byId(id), body }))),
    take: change(({ id, ...body }: { id: string; perimeterId: string; periodStart: string }) => unwrap(api.POST('/api/v1/indicators/{id}/take', { ...byId(id), body }))),
    edit: change(({ of, body }: { of: IndicatorValue; body: Stated }) => unwrap(api.PATCH('/api/v1/indicators/{id}/values/{valueId}', { ...value(of), headers: ifMatch(`"${of.version}"`), body }))),
    restate: change(({ of, body }: { of: IndicatorValue; body: Schemas['IndicatorRestatementInput'] }) => unwrap(api.POST('/api/v1/indicators/{id}/values/{valueId}/restatements', { ...value(of), body }))),
    deed: change(({ of, name }: { of: IndicatorValue; name: Deed }) => unwrap(deedOf(name, of))),
    freezeAll: change((body: Schemas['FreezeValuesInput']) => unwrap(api.POST('/api/v1/indicators/freeze', { body }))),
    attach: change(({ of, file }: { of: { indicatorId: string; id: string }; file: File }) => attach(of, file)),
    addCollector: change(({ id, ...body }: { id: string } & Schemas['IndicatorCollectorCreateInput']) => unwrap(api.POST('/api/v1/indicators/{id}/collectors', { ...byId(id), body }))),
    removeCollector: change((c: Collector) => unwrap(api.DELETE('/api/v1/indicators/{id}/collectors/{collectorId}', { params: { path: { id: c.indicatorId, collectorId: c.id } }, headers: ifMatch(`"${c.version}"`) }))),
  }
}

function deedOf(name: Deed, of: IndicatorValue) {
  if (name === 'submit') return api.POST('/api/v1/indicators/{id}/values/{valueId}/submit', value(of))
  if (name === 'validate') return api.POST('/api/v1/indicators/{id}/values/{valueId}/validate', value(of))
  if (name === 'reopen') return api.POST('/api/v1/indicators/{id}/values/{valueId}/reopen', value(of))
  if (name === 'freeze') return api.POST('/api/v1/indicators/{id}/values/{valueId}/freeze', value(of))
  return api.POST('/api/v1/indicators/{id}/values/{valueId}/withdraw', value(of))
}

/** Adds the file that proves a value; once. */
export function attach(of: { indicatorId: string; id: string }, file: File): Promise<IndicatorValue> {
  const form = new FormData()
  form.append('file', file)
  return unwrap(api.POST('/api/v1/indicators/{id}/values/{valueId}/evidence', { ...value(of), body: form as never, bodySerializer: (body: unknown) => body as FormData }))
}
export const evidenceAddress = (of: { indicatorId: string; id: string }): string => `/api/v1/indicators/${of.indicatorId}/values/${of.id}/evidence`

/** Every indicator that matches, for an export. */
export async function readAllIndicators(query: IndicatorQuery): Promise<Indicator[]> {
  const rows: Indicator[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Schemas['IndicatorPage'] = await unwrap(api.GET('/api/v1/indicators', { params: { query: { ...query, limit: 100, ...(cursor ? { cursor } : {}) } } }))
    rows.push(...page.items)
    cursor = page.nextCursor
  }
  return rows
}
export const searchCommitments = async (q: string) => (await unwrap(api.GET('/api/v1/commitments', { params: { query: { limit: 12, ...(q.trim() ? { q: q.trim() } : {}) } } }))).items
