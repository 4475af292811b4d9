import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/vue-query'
import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue'
import { api, ifMatch, unwrap } from '../api/client.ts'
import type { Stakeholder, StakeholderBatch, StakeholderCount, StakeholderCreate, StakeholderPatch, StakeholderSearch } from './types.ts'

const PAGE_ROWS = 100
interface Page { items: Stakeholder[]; nextCursor: string | null }

/** What is searched may be a person's name: it stays in memory, never in an address. */
const words = ref('')
export const useSearchedWords = (): typeof words => words

/** The register page after page, for as long as there is more. */
export function useRegister(search: MaybeRefOrGetter<StakeholderCount>, sort: MaybeRefOrGetter<NonNullable<StakeholderSearch['sort']>>) {
  const query = useInfiniteQuery({
    queryKey: computed(() => ['stakeholders', 'list', toValue(search), toValue(sort)]),
    queryFn: ({ pageParam, signal }) => unwrap(api.POST('/api/v1/stakeholders/search', { body: { ...toValue(search), limit: PAGE_ROWS, sort: toValue(sort), ...(pageParam ? { cursor: pageParam } : {}) }, signal })),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { ...query, rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []) }
}

/** How many stakeholders each filter value would leave. */
export const useFacets = (search: MaybeRefOrGetter<StakeholderCount>) =>
  useQuery({ queryKey: computed(() => ['stakeholders', 'facets', toValue(search)]), queryFn: ({ signal }) => unwrap(api.POST('/api/v1/stakeholders/facets', { body: toValue(search), signal })), placeholderData: keepPreviousData })

/** The few stakeholders that words find, for choosing one or for noticing that it exists already. */
export const findStakeholders = (search: StakeholderCount, signal?: AbortSignal, limit = 20): Promise<Stakeholder[]> =>
  unwrap(api.POST('/api/v1/stakeholders/search', { body: { ...search, limit, sort: 'name' }, ...(signal ? { signal } : {}) })).then((page) => page.items)

/** All that matches as a CSV file: `fr` opens in French Excel, `machine` elsewhere. */
export async function exportRegister(search: StakeholderCount, csv: 'fr' | 'machine', signal?: AbortSignal): Promise<Blob> {
  return unwrap(api.POST('/api/v1/stakeholders/search', { body: { ...search, csv, limit: 1, sort: 'name' }, headers: { Accept: 'text/csv' }, parseAs: 'blob', ...(signal ? { signal } : {}) })) as unknown as Promise<Blob>
}

/** Every write to the register; what is shown of a changed row changes at once, the rest is read again. */
export function useRegisterWrites() {
  const queries = useQueryClient()
  const refresh = (): Promise<unknown> => Promise.all([queries.invalidateQueries({ queryKey: ['stakeholders'] }), queries.invalidateQueries({ queryKey: ['map'] })])
  const show = (row: Stakeholder): void => {
    queries.setQueriesData<InfiniteData<Page>>({ queryKey: ['stakeholders', 'list'] }, (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map((item) => (item.id === row.id ? row : item)) })) })
    void queries.invalidateQueries({ queryKey: ['stakeholders', 'facets'] })
    void queries.invalidateQueries({ queryKey: ['stakeholders', 'sheet'] })
  }
  const of = (id: string, version: number) => ({ params: { path: { id } }, headers: ifMatch(`"${version}"`) })

  return {
    refresh,
    create: (body: StakeholderCreate): Promise<Stakeholder> => unwrap(api.POST('/api/v1/stakeholders', { body })).then(async (row) => (await refresh(), row)),
    patch: (id: string, version: number, body: StakeholderPatch): Promise<Stakeholder> => unwrap(api.PATCH('/api/v1/stakeholders/{id}', { ...of(id, version), body })).then((row) => (show(row), row)),
    remove: (id: string, version: number): Promise<unknown> => unwrap(api.DELETE('/api/v1/stakeholders/{id}', of(id, version))).then(refresh),
    restore: (id: string): Promise<unknown> => unwrap(api.POST('/api/v1/stakeholders/{id}/restore', { params: { path: { id } } })).then(refresh),
    change: async (batches: readonly StakeholderBatch[]): Promise<void> => {
      for (const body of batches) await unwrap(api.POST('/api/v1/stakeholders/batch', { body }))
      await refresh()
    },
  }
}
