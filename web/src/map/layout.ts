import type { AreaNode, MapEdge, MapNode, Places, Point } from './model.ts'

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
/** Room between the edges of two nodes, in pixels at zoom 1: a name must fit below. A crowd has less. */
const roomFor = (nodes: number): number => (nodes <= 150 ? 42 : 24)

/** Where stored places say; a node that was never placed is absent. */
export function storedPlaces(nodes: readonly MapNode[]): Places {
  return new Map(nodes.flatMap((n) => (n.x === null || n.y === null ? [] : [[n.id, { x: n.x, y: n.y }] as const])))
}

/** A first place for every node, the same at each call: one sector per group, filled like a sunflower. It seeds the forces. */
export function seedPlaces(nodes: readonly MapNode[]): Places {
  const groups = new Map<string, MapNode[]>()
  for (const node of nodes) {
    const key = groupOf(node)
    groups.set(key, [...(groups.get(key) ?? []), node])
  }
  const places: Places = new Map()
  const around = 70 * Math.sqrt(nodes.length)
  const keys = [...groups.keys()].sort()
  for (const [g, key] of keys.entries()) {
    const angle = (2 * Math.PI * g) / keys.length
    const centre = key === 'impacts' ? { x: 0, y: 0 } : { x: around * Math.cos(angle), y: around * 0.7 * Math.sin(angle) }
    for (const [i, node] of [...(groups.get(key) ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1)).entries()) {
      const r = 46 * Math.sqrt(i)
      places.set(node.id, { x: centre.x + r * Math.cos(i * GOLDEN_ANGLE), y: centre.y + r * Math.sin(i * GOLDEN_ANGLE) })
    }
  }
  return places
}

const groupOf = (node: MapNode): string => (node.type === 'stakeholder' ? (node.categoryId ?? 'none') : node.type === 'impact' ? 'impacts' : node.subject)

/** How good the forces can be for that many nodes: "default" costs 5 to 9 s at 1,000. */
export const qualityFor = (nodes: number): 'default' | 'draft' => (nodes <= 500 ? 'default' : 'draft')

/** Options of the force layout, from the seeded places; `pinned` nodes do not move. */
export function forceOptions(nodes: number, pinned: readonly { id: string; place: Point }[]): Record<string, unknown> {
  return {
    name: 'fcose', quality: qualityFor(nodes), randomize: nodes > 500, animate: false, fit: false, packComponents: false, tile: false, nodeDimensionsIncludeLabels: false,
    nodeSeparation: 90, nodeRepulsion: 9000, gravity: 0.6, gravityRange: 4, numIter: 3000,
    ...(pinned.length > 0 ? { fixedNodeConstraint: pinned.map(({ id, place }) => ({ nodeId: id, position: place })) } : {}),
  }
}

/** The graph of the forces also ties each stakeholder to the hub of its category, so that a category is a region of the map. */
export const hubOf = (node: MapNode): string | undefined => (node.type === 'stakeholder' && node.categoryId !== null ? `hub:${node.categoryId}` : undefined)

/** A wide screen is filled better by a wide map. */
export const widen = (places: Places, by: number): Places => new Map([...places].map(([id, p]) => [id, { x: p.x * by, y: p.y }]))

/** Pushes apart nodes that touch, the pinned ones excepted; the same at each call. O(rounds × n) by a grid. */
export function spread(places: Places, sizes: ReadonlyMap<string, number>, pinned: ReadonlySet<string>, rounds = 60): Places {
  const moved: Places = new Map([...places].map(([id, p]) => [id, { ...p }]))
  for (let round = 0; round < rounds; round += 1) if (!pushOnce(moved, sizes, pinned)) break
  return moved
}

function pushOnce(places: Places, sizes: ReadonlyMap<string, number>, pinned: ReadonlySet<string>): boolean {
  let touched = false
  const room = roomFor(places.size)
  for (const [a, b] of nearPairs(places, 140)) {
    const [p, q] = [places.get(a), places.get(b)]
    if (!p || !q || (pinned.has(a) && pinned.has(b))) continue
    const wanted = ((sizes.get(a) ?? 24) + (sizes.get(b) ?? 24)) / 2 + room
    const [dx, dy] = [q.x - p.x || 0.01, q.y - p.y || 0.01]
    const distance = Math.hypot(dx, dy)
    if (distance >= wanted) continue
    touched = true
    const push = (wanted - distance) / distance / (pinned.has(a) || pinned.has(b) ? 1 : 2)
    if (!pinned.has(a)) Object.assign(p, { x: p.x - dx * push, y: p.y - dy * push })
    if (!pinned.has(b)) Object.assign(q, { x: q.x + dx * push, y: q.y + dy * push })
  }
  return touched
}

function* nearPairs(places: Places, cell: number): Generator<[string, string]> {
  const grid = new Map<string, string[]>()
  for (const [id, p] of places) {
    const [cx, cy] = [Math.floor(p.x / cell), Math.floor(p.y / cell)]
    for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) for (const other of grid.get(`${cx + dx}:${cy + dy}`) ?? []) yield [other, id]
    const key = `${cx}:${cy}`
    grid.set(key, [...(grid.get(key) ?? []), id])
  }
}

/** Places for the nodes that have none: at the middle of their placed neighbours, else of their group, else beside the drawing. The placed ones do not move. */
export function placeNew(nodes: readonly MapNode[], edges: readonly MapEdge[], placed: Places, sizes: ReadonlyMap<string, number>): Places {
  const places: Places = new Map(placed)
  const fixed = new Set(placed.keys())
  const rest = nodes.filter((n) => !fixed.has(n.id))
  const around = neighboursOf(edges)
  for (const [i, node] of [...rest].sort((a, b) => (a.id < b.id ? -1 : 1)).entries()) {
    const near = (around.get(node.id) ?? []).flatMap((id) => places.get(id) ?? [])
    const kin = near.length > 0 ? near : nodes.flatMap((n) => (groupOf(n) === groupOf(node) ? (placed.get(n.id) ?? []) : []))
    const from = kin.length > 0 ? middle(kin) : besideOf(placed, i)
    const turn = i * GOLDEN_ANGLE
    places.set(node.id, { x: from.x + 60 * Math.cos(turn), y: from.y + 60 * Math.sin(turn) })
  }
  return spread(places, sizes, fixed)
}

function neighboursOf(edges: readonly MapEdge[]): Map<string, string[]> {
  const around = new Map<string, string[]>()
  for (const { source, target } of edges) for (const [a, b] of [[source, target], [target, source]] as const) around.set(a, [...(around.get(a) ?? []), b])
  return around
}

const middle = (points: readonly Point[]): Point => ({ x: points.reduce((s, p) => s + p.x, 0) / points.length, y: points.reduce((s, p) => s + p.y, 0) / points.length })

function besideOf(placed: Places, index: number): Point {
  const all = [...placed.values()]
  if (all.length === 0) return { x: 70 * Math.sqrt(index) * Math.cos(index * GOLDEN_ANGLE), y: 70 * Math.sqrt(index) * Math.sin(index * GOLDEN_ANGLE) }
  const right = Math.max(...all.map((p) => p.x))
  const top = Math.min(...all.map((p) => p.y))
  return { x: right + 120 + 90 * Math.floor(index / 8), y: top + 90 * (index % 8) }
}

const ARC = { gap: 34, heading: 2, bulge: 130, half: 400 }

/**
 * The ISO lens: the areas stand on two arcs in the order of the norm, so that each is read at its place, and what is
 * tied to them between, at the height of its areas.
 */
export function isoPlaces(nodes: readonly MapNode[], edges: readonly MapEdge[], sizes: ReadonlyMap<string, number>): Places {
  const areas = nodes.filter((n): n is AreaNode => n.type === 'area').sort((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }))
  const subjects = [...new Set(areas.map((a) => a.subject))]
  const cut = bestCut(subjects.map((s) => areas.filter((a) => a.subject === s).length))
  const places: Places = new Map()
  for (const [side, group] of [[-1, subjects.slice(0, cut)], [1, subjects.slice(cut)]] as const) placeArc(areas.filter((a) => group.includes(a.subject)), side, places)
  const onArcs = new Set(places.keys())
  const around = neighboursOf(edges)
  const inner = nodes.filter((n) => n.type !== 'area').sort((a, b) => (a.id < b.id ? -1 : 1))
  // Impacts first: stakeholders then stand by their impacts.
  for (const [i, node] of [...inner.filter((n) => n.type === 'impact'), ...inner.filter((n) => n.type !== 'impact')].entries()) {
    const near = (around.get(node.id) ?? []).flatMap((id) => places.get(id) ?? [])
    const at = near.length > 0 ? middle(near) : { x: 0, y: ((i * 97) % 700) - 350 }
    places.set(node.id, { x: at.x * 0.62 + 18 * Math.cos(i * GOLDEN_ANGLE), y: at.y * 0.92 + 18 * Math.sin(i * GOLDEN_ANGLE) })
  }
  return spread(places, new Map([...sizes].map(([id, size]) => [id, onArcs.has(id) ? size : size + 34])), onArcs, 120)
}

/** Where the heading of each subject stands: a slot above the first of its areas. */
export function subjectPlaces(nodes: readonly MapNode[], places: Places): Places {
  const first = new Map<string, Point>()
  for (const node of nodes) {
    const place = node.type === 'area' ? places.get(node.id) : undefined
    if (node.type !== 'area' || !place) continue
    const known = first.get(node.subject)
    if (!known || place.y < known.y) first.set(node.subject, place)
  }
  return new Map([...first].map(([subject, p]) => [`subject:${subject}`, { x: p.x, y: p.y - ARC.gap * 0.85 }]))
}

/** The number of leading groups that leaves both sides as even as can be. */
export function bestCut(sizes: readonly number[]): number {
  const total = sizes.reduce((a, b) => a + b, 0)
  let before = 0
  let best = { cut: 0, gap: Infinity }
  for (const [i, size] of sizes.entries()) {
    before += size
    const gap = Math.abs(total - 2 * before)
    if (gap < best.gap) best = { cut: i + 1, gap }
  }
  return best.cut
}

function placeArc(areas: readonly AreaNode[], side: -1 | 1, places: Places): void {
  const slots: number[] = []
  let slot = 0
  for (const [i, area] of areas.entries()) {
    slot += i === 0 || areas[i - 1]?.subject !== area.subject ? ARC.heading : 1
    slots.push(slot)
  }
  const height = slot * ARC.gap
  for (const [i, area] of areas.entries()) {
    const y = (slots[i] ?? 0) * ARC.gap - height / 2
    const t = height === 0 ? 0 : (2 * y) / height
    places.set(area.id, { x: side * (ARC.half + ARC.bulge * (Math.sqrt(Math.max(0, 1 - 0.55 * t * t)) - 1)), y })
  }
}
