import type { components } from '../api/generated.ts'

export type Trace = components['schemas']['Trace']
export type TraceNode = components['schemas']['TraceNode']
export type TraceLink = components['schemas']['TraceLink']
export type NodeType = TraceNode['type']

export const keyOf = ({ type, id }: { type: NodeType; id: string }): string => `${type}:${id}`

/** The order of the spine, from what is at stake to what is said of it. */
export const spine = ['area', 'impact', 'stakeholder', 'session', 'point', 'position', 'outcome', 'commitment', 'indicator'] as const
const columnOf = { area: 'areas', impact: 'impacts', stakeholder: 'stakeholders', session: 'sessions', point: 'points', position: 'positions', outcome: 'outcomes', commitment: 'commitments', indicator: 'indicators' } as const

export interface Column {
  type: NodeType
  nodes: TraceNode[]
  left: number
}

/** The columns that have something to show, along the spine (areas only where the way starts from one), their nodes ordered so that ties cross little. Pure. */
export function columnsOf(trace: Trace): Column[] {
  const columns = spine
    .map((type) => ({ type, ...trace.columns[columnOf[type]] }))
    .filter((column) => column.nodes.length > 0 && (column.type !== 'area' || trace.root.type === 'area'))
  return untangle(columns, trace.links)
}

/** Neighbours of each node, over all kinds of ties, both ways. */
export function neighboursOf(links: readonly TraceLink[]): Map<string, Set<string>> {
  const map = new Map<string, Set<string>>()
  const add = (from: string, to: string): void => void (map.get(from)?.add(to) ?? map.set(from, new Set([to])))
  for (const link of links) {
    add(keyOf(link.from), keyOf(link.to))
    add(keyOf(link.to), keyOf(link.from))
  }
  return map
}

const SWEEPS = 4

/** Barycentre ordering: each column by the mean place of its neighbours in the others; what has none keeps its place at the end. */
function untangle(columns: Column[], links: readonly TraceLink[]): Column[] {
  const neighbours = neighboursOf(links)
  let ordered = columns
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const places = new Map(ordered.flatMap(({ nodes }) => nodes.map((node, index) => [keyOf(node), index / Math.max(1, nodes.length - 1)] as const)))
    // Dates speak for themselves: sessions stay in their order.
    ordered = ordered.map((column) => (column.type === 'session' || column.type === 'area' ? column : { ...column, nodes: byMean(column, places, neighbours) }))
  }
  return ordered
}

function byMean({ type, nodes }: Column, places: ReadonlyMap<string, number>, neighbours: ReadonlyMap<string, ReadonlySet<string>>): TraceNode[] {
  const mean = (node: TraceNode): number => {
    // A position stands with its point; its holder comes second.
    const near = [...(neighbours.get(keyOf(node)) ?? [])].filter((key) => type !== 'position' || key.startsWith('point:')).flatMap((key) => places.get(key) ?? [])
    return near.length === 0 ? 2 : near.reduce((sum, place) => sum + place, 0) / near.length
  }
  const means = new Map(nodes.map((node) => [node.id, mean(node)]))
  return nodes.toSorted((a, b) => (means.get(a.id) ?? 2) - (means.get(b.id) ?? 2) || (b.value ?? -3) - (a.value ?? -3) || a.label.localeCompare(b.label, 'fr'))
}

export interface Box {
  x: number
  y: number
  width: number
  height: number
}
export interface Layout {
  boxes: Map<string, Box>
  height: number
  /** Width of a column. */
  width: number
  gap: number
}

const heights: Record<NodeType, number> = { area: 64, impact: 64, stakeholder: 32, session: 64, point: 64, position: 28, outcome: 64, commitment: 64, indicator: 64 }
const SPACE = 4

/** Places of the nodes in a given width; every column is centred on the tallest. Pure. */
export function layOut(columns: readonly Column[], available: number): Layout {
  const share = available / Math.max(1, columns.length)
  const gap = share < 160 ? 24 : share < 220 ? 40 : 64
  const width = Math.max(120, (available - gap * (columns.length - 1)) / Math.max(1, columns.length))
  const tall = (column: Column): number => column.nodes.length * (heights[column.type] + SPACE) - SPACE
  const height = Math.max(120, ...columns.map(tall))
  const boxes = new Map<string, Box>()
  columns.forEach((column, index) => {
    // A short column stands in the middle of a screen, not of a column that is ten screens tall.
    const top = Math.max(0, (Math.min(height, 560) - tall(column)) / 2)
    column.nodes.forEach((node, row) => boxes.set(keyOf(node), { x: index * (width + gap), y: top + row * (heights[column.type] + SPACE), width, height: heights[column.type] }))
  })
  return { boxes, height, width, gap }
}

/** Ties that are drawn: of neighbouring columns, and from an impact to its point. Who holds a position is said by its name. */
const drawn: ReadonlySet<TraceLink['kind']> = new Set(['covers', 'affects', 'affected-by', 'expects', 'attended', 'discussed', 'about', 'stated', 'became', 'promised', 'measured'])

export interface Curve {
  id: string
  path: string
  from: string
  to: string
  link: TraceLink
}

/** A curve from the end of one box to the start of another. */
export function curvesOf(links: readonly TraceLink[], boxes: ReadonlyMap<string, Box>): Curve[] {
  return links.flatMap((link) => {
    const [from, to] = [keyOf(link.from), keyOf(link.to)]
    const [a, b] = [boxes.get(from), boxes.get(to)]
    if (!drawn.has(link.kind) || !a || !b) return []
    const [x1, y1, x2, y2] = [a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2]
    const bend = Math.max(24, (x2 - x1) / 2)
    return [{ id: `${from} ${to} ${link.kind}`, path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, from, to, link }]
  })
}
