import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { layers as allLayers, layersOf, lenses, type Layer, type Lens } from './model.ts'

/** What the map itself holds in the address, beside the shared context. */
export interface MapState {
  lens: Lens
  layers: readonly Layer[]
  /** Point whose positions colour the stakeholders; undefined = categories do. */
  point: string | undefined
  focus: string | undefined
  degrees: number
  /** Which tab of the table stands open. */
  table: 'nodes' | 'ties' | undefined
}

const keys = { lens: 'lentille', layers: 'couches', point: 'point', focus: 'autour', degrees: 'degres', table: 'tableau' } as const

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Reads the map's own part of an address; what does not parse is ignored. */
export function readMapState(query: Record<string, unknown>): MapState {
  const lens = lenses.find((l) => l === query[keys.lens]) ?? 'network'
  const asked = text(query[keys.layers])?.split(',')
  const chosen = asked ? allLayers.filter((l) => asked.includes(l)) : []
  const degrees = Number(query[keys.degrees])
  const table = query[keys.table]
  return {
    lens,
    layers: chosen.length > 0 ? chosen : layersOf[lens],
    point: text(query[keys.point]),
    focus: text(query[keys.focus]),
    degrees: degrees >= 1 && degrees <= 3 ? Math.floor(degrees) : 1,
    table: table === 'nodes' || table === 'ties' ? table : undefined,
  }
}

/** Writes it over an address; what is usual is left unsaid. */
export function writeMapState(query: LocationQueryRaw, state: MapState): LocationQueryRaw {
  const usual = layersOf[state.lens]
  const same = usual.length === state.layers.length && usual.every((l) => state.layers.includes(l))
  const own: LocationQueryRaw = {
    [keys.lens]: state.lens === 'network' ? undefined : state.lens,
    [keys.layers]: same ? undefined : state.layers.join(','),
    [keys.point]: state.point,
    [keys.focus]: state.focus,
    [keys.degrees]: state.focus && state.degrees > 1 ? String(state.degrees) : undefined,
    [keys.table]: state.table,
  }
  return { ...query, ...own }
}

/** The map's state and the way to change it; a change of focus can be walked back. */
export function useMapState(): { state: ComputedRef<MapState>; change: (patch: Partial<MapState>) => Promise<unknown> } {
  const route = useRoute()
  const router = useRouter()
  return {
    state: computed(() => readMapState(route.query)),
    change: (patch) => {
      const { query, hash } = router.currentRoute.value
      const now = readMapState(query)
      // Another lens has other layers: those of the former one do not follow.
      const layers = patch.lens && patch.lens !== now.lens ? layersOf[patch.lens] : now.layers
      const target = { query: writeMapState(query, { ...now, layers, ...patch }), hash }
      return 'focus' in patch || 'lens' in patch ? router.push(target) : router.replace(target)
    },
  }
}
