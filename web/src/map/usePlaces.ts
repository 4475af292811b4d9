import { computed, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useSession } from '../auth/store.ts'
import { storedPlaces, subjectPlaces } from './layout.ts'
import { type Lens, type MapAnswer, type Places, type Point, sourceOf } from './model.ts'
import { completePlaces } from './placing.ts'
import { forgetPlaces, placeWrites, savePlaces, useMapRefresh } from './store.ts'
import type { MapData } from './useMapData.ts'

/** Who may keep places for everybody: they are shared. */
const mayKeep = (session: ReturnType<typeof useSession>): boolean => session.can('places:write')

/** Where the nodes stand: kept places as they are, the others computed once and kept when the role may. */
export function usePlaces(data: MapData) {
  const session = useSession()
  const places = shallowRef<Places>(new Map())
  const pinned = ref(new Set<string>())
  const computing = ref(false)
  /** Lens → places of this visit, which win over the kept ones. */
  const moved = new Map<Lens, Places>()
  let asked = 0
  const whole = computed(() => data.state.value.focus === undefined && Object.values(data.filter.value).every((v) => v === undefined))
  const kept = computed(() => mayKeep(session) && !data.context.readOnly.value && !data.staged.value)

  // A lens of its own says where its nodes stand; the places of the others are left as they are.
  watch([data.map, () => data.state.value.lens], ([answer]) => answer && !data.staged.value && void settle(answer), { immediate: true })
  const shown = computed(() => data.scene.value?.places ?? places.value)

  async function settle(answer: MapAnswer): Promise<void> {
    const turn = (asked += 1)
    const { lens } = data.state.value
    pinned.value = new Set(answer.nodes.filter((n) => n.pinned).map((n) => n.id))
    const known = new Map([...storedPlaces(answer.nodes), ...(moved.get(lens) ?? [])])
    const missing = answer.nodes.filter((n) => !known.has(n.id))
    const next = missing.length === 0 ? known : await compute(answer, known, lens)
    if (turn !== asked) return
    remember(lens, next)
    places.value = new Map([...next, ...subjectPlaces(answer.nodes, next)])
    if (missing.length > 0 && whole.value && kept.value) void savePlaces(sourceOf[lens], placeWrites(next, answer.nodes, pinned.value)).catch(() => undefined)
  }

  async function compute(answer: MapAnswer, known: Places, lens: Lens): Promise<Places> {
    computing.value = true
    try {
      return await completePlaces({ answer, known, lens, sizes: data.sizes.value, pinned: pinned.value })
    } finally {
      computing.value = false
    }
  }

  function remember(lens: Lens, next: Places): void {
    moved.set(lens, new Map([...(moved.get(lens) ?? []), ...next]))
  }

  const hands = handsOn({ data, places, pinned, kept: () => kept.value, remember, forget: (lens) => moved.delete(lens), settle })
  return { places: shown, pinned, computing, kept, ...hands }
}

interface Hands {
  data: MapData
  places: ShallowRef<Places>
  pinned: Ref<Set<string>>
  kept: () => boolean
  remember: (lens: Lens, next: Places) => void
  forget: (lens: Lens) => void
  settle: (answer: MapAnswer) => Promise<void>
}

/** What a hand does to places: move, pin, lay out again. */
function handsOn({ data, places, pinned, kept, remember, forget, settle }: Hands) {
  const refresh = useMapRefresh()

  /** A hand moved nodes: they stay there for this visit, and for everybody when the role may. */
  async function move(list: readonly { id: string; place: Point }[]): Promise<void> {
    remember(data.state.value.lens, new Map(list.map(({ id, place }) => [id, place])))
    places.value = new Map([...places.value, ...list.map(({ id, place }) => [id, place] as const)])
    await keep(list.map(({ id }) => id))
  }

  async function keep(ids: readonly string[]): Promise<void> {
    const nodes = (data.map.value?.nodes ?? []).filter((n) => ids.includes(n.id))
    if (kept() && nodes.length > 0) await savePlaces(sourceOf[data.state.value.lens], placeWrites(places.value, nodes, pinned.value))
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
    if (kept()) await forgetPlaces(sourceOf[lens], true)
    forget(lens)
    const answer = data.map.value
    if (answer) await settle({ ...answer, nodes: answer.nodes.map((n) => (n.pinned ? n : { ...n, x: null, y: null })) })
    return async () => {
      remember(lens, before)
      places.value = before
      if (kept()) await savePlaces(sourceOf[lens], placeWrites(before, nodes, pinned.value))
    }
  }

  return { move, pin, reset }
}
