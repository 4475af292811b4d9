import { isoPlaces, placeNew } from './layout.ts'
import type { Lens, MapAnswer, Places } from './model.ts'

interface Ask {
  answer: MapAnswer
  /** Places that stand already. */
  known: Places
  lens: Lens
  sizes: ReadonlyMap<string, number>
  pinned: ReadonlySet<string>
}

/** Lets the page draw what it has to say before a computation holds it. */
const nextFrame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))

/** A place for every node: the known ones as they are when they are most of the map, else the lens is laid out around the pinned ones. */
export async function completePlaces({ answer: { nodes, edges }, known, lens, sizes, pinned }: Ask): Promise<Places> {
  const standing = nodes.filter((node) => known.has(node.id)).length
  if (standing >= nodes.length / 2) return placeNew(nodes, edges, known, sizes)
  if (lens === 'iso') return isoPlaces(nodes, edges, sizes)
  await nextFrame()
  const { forcePlaces } = await import('./useCytoscape.ts')
  const fixed = new Map([...known].filter(([id]) => pinned.has(id)))
  return placeNew(nodes, edges, await forcePlaces(nodes, edges, sizes, fixed), sizes)
}
