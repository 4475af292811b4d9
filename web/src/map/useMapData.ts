import { computed, onBeforeUnmount, ref, shallowRef, watch, type ComputedRef } from 'vue'
import { useContext, type Context } from '../frame/context.ts'
import { useDrawer } from '../frame/drawer.ts'
import { useTheme } from '../frame/theme.ts'
import { readToken } from '../ui/palette.ts'
import { sizesOf, toDrawing, type Look } from './elements.ts'
import { glyphImage } from './glyphs.ts'
import { DENSE_EDGES, HEAVY_NODES, MANY_NODES, sourceOf, type MapAnswer } from './model.ts'
import { readPalette, type Palette } from './palette.ts'
import { onScene } from './scenes/scene.ts'
import { useAllianceScene } from './scenes/useAllianceScene.ts'
import { useRingScene } from './scenes/useRingScene.ts'
import { useScoreScene } from './scenes/useScoreScene.ts'
import { useCategories, useMapAnswer, useStands, useTieTypes, type FacetQuery, type MapQuery } from './store.ts'
import { styleOf } from './style.ts'
import { useMapState, type MapState } from './useMapState.ts'

/** The shared filters in the words of the API. */
export function toFilterQuery({ filters, perimeter, asOf }: Pick<Context, 'filters' | 'perimeter' | 'asOf'>): FacetQuery {
  const many = (name: string): string | undefined => filters.value[name]?.join(',')
  const one = (name: string): string | undefined => (filters.value[name]?.length === 1 ? filters.value[name][0] : undefined)
  return {
    categoryId: many('category'), kind: many('kind'), sphere: many('sphere'), status: many('status'), tag: many('tag'), side: one('side') as FacetQuery['side'],
    pillarId: one('pillar'), areaId: one('area'), importId: one('import'), perimeterId: perimeter.value, asOf: asOf.value,
  }
}

export const toMapQuery = (filter: FacetQuery, { lens, layers, focus, degrees }: MapState): MapQuery =>
  ({ ...filter, lens: sourceOf[lens], include: layers.join(','), ...(focus ? { focus, degrees } : {}) }) as MapQuery

/** The theme in force as a palette; follows the choice and the device. */
export function usePalette(): ComputedRef<Palette> {
  const { theme } = useTheme()
  const device = window.matchMedia('(prefers-color-scheme: dark)')
  const deviceDark = ref(device.matches)
  const onChange = (): void => void (deviceDark.value = device.matches)
  device.addEventListener('change', onChange)
  onBeforeUnmount(() => device.removeEventListener('change', onChange))
  const read = (): Palette => readPalette(readToken, theme.value === 'dark' || (theme.value === 'system' && deviceDark.value))
  const palette = shallowRef(read())
  watch([theme, deviceDark], () => (palette.value = read()), { flush: 'post' })
  return computed(() => palette.value)
}

export const prefersStill = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Everything that is drawn: the answer, its elements and its look, for the address in force. */
export function useMapData() {
  const context = useContext()
  const { state, change } = useMapState()
  const filter = computed(() => toFilterQuery(context))
  const query = computed(() => toMapQuery(filter.value, state.value))
  const answer = useMapAnswer(query)
  const categories = useCategories()
  const tieTypes = useTieTypes()
  const stands = useStands(() => state.value.point, context.asOf)
  const palette = usePalette()

  const look = computed<Look>(() => ({
    palette: palette.value,
    categories: new Map((categories.data.value ?? []).map((c) => [c.id, { colour: c.colour, icon: c.icon }])),
    directed: new Set((tieTypes.data.value ?? []).filter((type) => type.directed).map((type) => type.id)),
    stands: state.value.point ? (stands.data.value ?? new Map()) : undefined,
    glyph: glyphImage,
  }))
  const ready = computed(() => answer.data.value !== undefined && categories.data.value !== undefined && tieTypes.data.value !== undefined)
  const map = computed<MapAnswer | undefined>(() => (ready.value ? answer.data.value : undefined))
  const many = computed(() => (map.value?.nodes.length ?? 0) >= MANY_NODES)
  const heavy = computed(() => (map.value?.nodes.length ?? 0) >= HEAVY_NODES)
  const dense = computed(() => heavy.value || (map.value?.edges.length ?? 0) > DENSE_EDGES)
  const sizes = computed(() => (map.value ? sizesOf(map.value) : new Map<string, number>()))
  const plain = computed(() => (map.value ? toDrawing(map.value, look.value) : { nodes: [], edges: [] }))
  const colours = computed(() => new Map(plain.value.nodes.map((node) => [node.id, node.data.color])))
  const drawer = useDrawer()
  const scores = useScoreScene({ context, state, filter, map, palette, sizes, colours, chosen: () => drawer.current.value?.id })
  /** The lens of one's own that lays the nodes out; none where places are kept. */
  const alliances = useAllianceScene({ context, state, map })
  const rings = useRingScene({ context, state, filter, map, categories, palette, colours, chosen: () => drawer.current.value?.id })
  const scene = computed(() => scores.scene.value ?? alliances.scene.value ?? rings.scene.value)
  const staged = computed(() => scores.active.value || alliances.active.value || rings.active.value)
  return {
    context, state, change, filter, query, answer, categories, tieTypes, stands, palette, look, map, many, sizes, scores, alliances, rings, scene, staged,
    drawing: computed(() => (scene.value ? onScene(plain.value, scene.value) : plain.value)),
    rules: computed(() => styleOf(palette.value, { many: heavy.value, dense: dense.value, still: prefersStill() })),
  }
}
export type MapData = ReturnType<typeof useMapData>
