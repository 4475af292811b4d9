import type { Drawing, DrawnEdge, DrawnNode } from '../elements.ts'
import { fontOf } from '../labels.ts'
import type { Places, Point } from '../model.ts'

/** What a lens of its own lays out: where nodes stand, and what lies under them. */
export interface Scene {
  /** Places of the nodes that the lens shows, of its ground and of its trails; a node without one is not drawn. */
  places: Places
  ground: readonly DrawnNode[]
  trails: readonly DrawnEdge[]
  /** Further classes of a node, e.g. `near-cut`. */
  marks: ReadonlyMap<string, string>
  /** Nodes of the map that have no place here. */
  left: number
}

export const emptyScene: Scene = { places: new Map(), ground: [], trails: [], marks: new Map(), left: 0 }

/** Nodes are smaller where their place says something: many stand close. */
const SHRINK = 0.62
const SMALLEST = 13

/** The drawing of the map on the ground of a scene: only the nodes that have a place there. */
export function onScene(drawing: Drawing, scene: Scene): Drawing {
  const nodes = drawing.nodes.filter((node) => scene.places.has(node.id)).map((node) => {
    const size = Math.max(SMALLEST, Math.round(node.data.size * SHRINK))
    const mark = scene.marks.get(node.id)
    const classes = [...node.classes.split(' ').filter((name) => name !== 'glyph' || size >= 20), ...(mark ? [mark] : [])].join(' ')
    return { ...node, classes, data: { ...node.data, size, font: fontOf(size) } }
  })
  const there = new Set(nodes.map((node) => node.id))
  return { nodes: [...scene.ground, ...nodes], edges: [...drawing.edges.filter((edge) => there.has(edge.data.source) && there.has(edge.data.target)), ...scene.trails] }
}

export interface Piece { id: string; at: Point; w?: number; h?: number; classes: string; label?: string; font?: number; color?: string; size?: number; of?: string }

/** A piece of ground as an element of the drawing. */
export const pieceNode = ({ id, w = 1, h = 1, classes, label = '', font = 12, color = '', size = 1, of }: Piece): DrawnNode =>
  ({ id, classes: classes.includes('trail') ? classes : `ground ${classes}`, data: { id, type: 'ground', label, size, color, glyph: '', font, rank: 0, w, h, ...(of ? { of } : {}) } })

/**
 * Parts nodes that stand on one another by at most `most` pixels, the same at each call: the place says the score, so
 * that it may hardly move. O(rounds × n²) over the nodes given.
 */
export function partSlightly(places: Places, sizes: ReadonlyMap<string, number>, most: number): Places {
  const ids = [...places.keys()].sort()
  const moved = new Map(ids.map((id) => [id, { ...(places.get(id) ?? { x: 0, y: 0 }) }]))
  for (let round = 0; round < 24; round += 1) if (!partOnce(ids, moved, sizes)) break
  return new Map(ids.map((id) => {
    const [from, to] = [places.get(id) ?? { x: 0, y: 0 }, moved.get(id) ?? { x: 0, y: 0 }]
    const far = Math.hypot(to.x - from.x, to.y - from.y)
    const share = far > most ? most / far : 1
    return [id, { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }]
  }))
}

function partOnce(ids: readonly string[], places: Map<string, Point>, sizes: ReadonlyMap<string, number>): boolean {
  let touched = false
  for (const [i, a] of ids.entries()) {
    for (const [j, b] of ids.slice(i + 1).entries()) {
      const [p, q] = [places.get(a), places.get(b)]
      if (!p || !q) continue
      const wanted = ((sizes.get(a) ?? 20) + (sizes.get(b) ?? 20)) * SHRINK * 0.42
      const [dx, dy] = [q.x - p.x || Math.cos(i + j * 2.4) * 0.1, q.y - p.y || Math.sin(i + j * 2.4) * 0.1]
      const distance = Math.hypot(dx, dy)
      if (distance >= wanted) continue
      touched = true
      const push = (wanted - distance) / distance / 2
      Object.assign(p, { x: p.x - dx * push, y: p.y - dy * push })
      Object.assign(q, { x: q.x + dx * push, y: q.y + dy * push })
    }
  }
  return touched
}
