import { computed, ref, shallowRef, watch } from 'vue'
import { useSession } from '../auth/store.ts'
import { isoPlaces, placeNew, storedPlaces, subjectPlaces } from './layout.ts'
import type { Lens, MapAnswer, Places, Point } from './model.ts'
import { forgetPlaces, placeWrites, savePlaces, useMapRefresh } from './store.ts'
import type { MapData } from './useMapData.ts'

/** Lets the page draw what it has to say before a computation holds it. */
const nextFrame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))

/** Who may keep places for everybody: they are shared. */
const mayKeep = (session: ReturnType<typeof useSession>): boolean => session.hasRole('administrator', 'staff')

/** Where the nodes stand: kept places as they are, the others computed once and kept when the role may. */
export function usePlaces(data: MapData) {
  const session = useSession()
  const refresh = useMapRefresh()
  const places = shallowRef<Places>(new Map())
  const pinned = ref(new Set<string>())
  const computing = ref(false)
  /** Lens → places of this visit, which win over the kept ones. */
  const moved = new Map<Lens, Places>()
  let asked = 0
  const whole = computed(() => data.state.value.focus === undefined && Object.values(data.filter.value).every((v) => v === undefined))
  const kept = computed(() => mayKeep(session) && !data.context.readOnly.value)

  watch(data.map, (answer) => answer && void settle(answer), { immediate: true })

  async function settle(answer: MapAnswer): Promise<void> {
    const turn = (asked += 1)
    const { lens } = data.state.value
    pinned.value = new Set(answer.nodes.filter((n) => n.pinned).map((n) => n.id))
    const known = new Map([...storedPlaces(answer.nodes), ...(moved.get(lens) ?? [])])
    const missing = answer.nodes.filter((n) => !known.has(n.id))
    const next = missing.length === 0 ? known : await complete(answer, known, lens)
    if (turn !== asked) return
    remember(lens, next)
    places.value = new Map([...next, ...subjectPlaces(answer.nodes, next)])
    if (missing.length > 0 && whole.value && kept.value) void savePlaces(lens, placeWrites(next, answer.nodes, pinned.value)).catch(() => undefined)
  }

  async function complete(answer: MapAnswer, known: Places, lens: Lens): Promise<Places> {
    const here = answer.nodes.filter((n) => known.has(n.id)).length
    if (lens === 'iso' && here < answer.nodes.length / 2) return isoPlaces(answer.nodes, answer.edges, data.sizes.value)
    if (here >= answer.nodes.length / 2) return placeNew(answer.nodes, answer.edges, known, data.sizes.value)
    computing.value = true
    try {
      await nextFrame()
      const { forcePlaces } = await import('./useCytoscape.ts')
      const fixed = new Map([...known].filter(([id]) => pinned.value.has(id)))
      const forced = await forcePlaces(answer.nodes, answer.edges, data.sizes.value, fixed)
      return placeNew(answer.nodes, answer.edges, forced, data.sizes.value)
    } finally {
      computing.value = false
    }
  }

  function remember(lens: Lens, next: Places): void {
    moved.set(lens, new Map([...(moved.get(lens) ?? []), ...next]))
  }

  /** A hand moved nodes: they stay there for this visit, and for everybody when the role may. */
  async function move(list: readonly { id: string; place: Point }[]): Promise<void> {
    remember(data.state.value.lens, new Map(list.map(({ id, place }) => [id, place])))
    places.value = new Map([...places.value, ...list.map(({ id, place }) => [id, place] as const)])
    await keep(list.map(({ id }) => id))
  }

  async function keep(ids: readonly string[]): Promise<void> {
    const nodes = (data.map.value?.nodes ?? []).filter((n) => ids.includes(n.id))
    if (kept.value && nodes.length > 0) await savePlaces(data.state.value.lens, placeWrites(places.value, nodes, pinned.value))
  }

  async function pin(id: string, on: boolean): Promise<void> {
    const next = new Set(pinned.value)
    if (on) next.add(id)
    else next.delete(id)
    pinned.value = next
    await keep([id])
    await refresh()
  }

  /** Computes the lens anew; the pinned nodes stay. Gives the way back. */
  async function reset(): Promise<() => Promise<void>> {
    const { lens } = data.state.value
    const before = new Map(places.value)
    const nodes = data.map.value?.nodes ?? []
    if (kept.value) await forgetPlaces(lens, true)
    moved.delete(lens)
    const answer = data.map.value
    if (answer) await settle({ ...answer, nodes: answer.nodes.map((n) => (n.pinned ? n : { ...n, x: null, y: null })) })
    return async () => {
      remember(lens, before)
      places.value = before
      if (kept.value) await savePlaces(lens, placeWrites(before, nodes, pinned.value))
    }
  }

  return { places, pinned, computing, kept, move, pin, reset }
}
