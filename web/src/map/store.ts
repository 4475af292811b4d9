import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, unwrap } from '../api/client.ts'
import type { operations } from '../api/generated.ts'
import type { MapAnswer, NodeType, Places, sourceOf, Stand } from './model.ts'

type KeptLens = (typeof sourceOf)[keyof typeof sourceOf]

export type MapQuery = NonNullable<operations['getMap']['parameters']['query']>
export type FacetQuery = NonNullable<operations['countStakeholders']['parameters']['query']>

const minutes = (n: number): number => n * 60_000

/** The map of a query; the former one stays in sight while the next is read. */
export function useMapAnswer(query: MaybeRefOrGetter<MapQuery>) {
  const { locale } = useI18n()
  return useQuery({
    queryKey: computed(() => ['map', locale.value, toValue(query)]),
    queryFn: ({ signal }): Promise<MapAnswer> => unwrap(api.GET('/api/v1/map', { params: { query: toValue(query) }, signal })),
    placeholderData: keepPreviousData,
  })
}

/** How many stakeholders each value of each filter would leave. */
export const useFacets = (query: MaybeRefOrGetter<FacetQuery>) =>
  useQuery({
    queryKey: computed(() => ['stakeholders', 'facets', toValue(query)]),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/stakeholders/facets', { params: { query: toValue(query) }, signal })),
    placeholderData: keepPreviousData,
  })

export const useCategories = () => useQuery({ queryKey: ['categories', 'all'], queryFn: async () => (await unwrap(api.GET('/api/v1/categories'))).items, staleTime: minutes(5) })
export const useTieTypes = () => useQuery({ queryKey: ['tie-types'], queryFn: async () => (await unwrap(api.GET('/api/v1/tie-types'))).items, staleTime: minutes(5) })
export const useAreas = () => useQuery({ queryKey: ['framework', 'areas', 'all'], queryFn: async () => (await unwrap(api.GET('/api/v1/framework/areas'))).items, staleTime: minutes(5) })
export const usePillars = () => useQuery({ queryKey: ['framework', 'pillars', 'all'], queryFn: async () => (await unwrap(api.GET('/api/v1/framework/pillars'))).items, staleTime: minutes(5) })

/** The points that may colour the map. */
export const usePoints = (enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({ queryKey: ['points', 'choices'], queryFn: async () => (await unwrap(api.GET('/api/v1/points', { params: { query: { limit: 100 } } }))).items, enabled: computed(() => toValue(enabled)), staleTime: minutes(1) })

/** Who stands where on a point, by holder. */
export const useStands = (pointId: MaybeRefOrGetter<string | undefined>, asOf: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['map', 'stands', toValue(pointId), toValue(asOf)]),
    queryFn: async (): Promise<Map<string, Stand>> => {
      const { items } = await unwrap(api.GET('/api/v1/map/positions/{pointId}', { params: { path: { pointId: toValue(pointId) ?? '' }, query: { asOf: toValue(asOf) } } }))
      return new Map(items.map((item) => [item.holderId, { state: item.state, value: item.value }]))
    },
    enabled: computed(() => toValue(pointId) !== undefined),
  })

export interface PlaceWrite {
  id: string
  type: NodeType
  x: number
  y: number
  pinned: boolean
}
const AT_ONCE = 5000

/** Keeps where nodes stand. Pixels at zoom 1, to the tenth. */
export async function savePlaces(lens: KeptLens, places: readonly PlaceWrite[]): Promise<void> {
  const rounded = places.map((p) => ({ ...p, x: Math.round(p.x * 10) / 10, y: Math.round(p.y * 10) / 10 }))
  for (let i = 0; i < rounded.length; i += AT_ONCE) await unwrap(api.PUT('/api/v1/map/places', { body: { lens, places: rounded.slice(i, i + AT_ONCE) } }))
}

export const forgetPlaces = (lens: KeptLens, keepPinned: boolean): Promise<unknown> => unwrap(api.DELETE('/api/v1/map/places', { params: { query: { lens, keepPinned: keepPinned ? 'true' : 'false' } } }))

/** Marks every map read so far as out of date. */
export function useMapRefresh(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([queries.invalidateQueries({ queryKey: ['map'] }), queries.invalidateQueries({ queryKey: ['ties'] }), queries.invalidateQueries({ queryKey: ['stakeholders'] })])
  }
}

/** The views that one kept, and the shared ones. */
export const useSavedViews = () => useQuery({ queryKey: ['saved-views', 'map'], queryFn: async () => (await unwrap(api.GET('/api/v1/saved-views', { params: { query: { screen: 'map' } } }))).items })

export function useSavedViewChanges() {
  const queries = useQueryClient()
  const onSuccess = (): Promise<void> => queries.invalidateQueries({ queryKey: ['saved-views'] })
  const keep = useMutation({ mutationFn: (view: { name: string; shared: boolean; state: Record<string, string> }) => unwrap(api.POST('/api/v1/saved-views', { body: { ...view, screen: 'map' } })), onSuccess })
  const remove = useMutation({ mutationFn: ({ id, version }: { id: string; version: number }) => unwrap(api.DELETE('/api/v1/saved-views/{id}', { params: { path: { id } }, headers: { 'If-Match': `"${version}"` } })), onSuccess })
  return { keep, remove }
}

/** Places as the canvas wants them, from what was kept. */
export const placeWrites = (places: Places, nodes: MapAnswer['nodes'], pinned: ReadonlySet<string>): PlaceWrite[] =>
  nodes.flatMap(({ id, type }) => {
    const at = places.get(id)
    return at ? [{ id, type, ...at, pinned: pinned.has(id) }] : []
  })
