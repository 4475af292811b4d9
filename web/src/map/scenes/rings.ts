import type { DrawnEdge } from '../elements.ts'
import { wrapLabel } from '../labels.ts'
import type { Places, Point } from '../model.ts'
import type { Piece } from './scene.ts'

/** A stakeholder as the rings see it; without a rank it stands on the outer ring. */
export interface RingMember { id: string; rank: number | undefined; sector: string }
export interface Sector { id: string; label: string; from: number; to: number }
/** A ring from one rank to another; the outer one, without ranks, has neither. */
export interface Ring { inner: number; outer: number; ranks: { from: number; to: number } | undefined; rows: number; step: number }
export interface RingPlan { rings: readonly Ring[]; sectors: readonly Sector[] }

const TURN = 2 * Math.PI
/** Twelve o'clock: sectors begin there, so that the ranks are read down a line. */
const TOP = -Math.PI / 2
/** Radius of the heart of the rings, where the first stands alone or the first few stand around. */
const CORE = 54
/** Thickness of a ring, and room for a node on it, with few nodes and with many; pixels at zoom 1. */
const FEW = { band: 84, step: 44 }
const MANY = { band: 58, step: 24 }
const FEW_NODES = 150
const CAPTION_GAP = 16

/** Keeps a bound readable: to the unit below 20, then to 5, to 10, to two digits. */
function rounded(value: number): number {
  const unit = value < 20 ? 1 : value < 100 ? 5 : value < 1000 ? 10 : 10 ** (Math.floor(Math.log10(value)) - 1)
  return Math.max(1, Math.round(value / unit) * unit)
}

/** The last rank of each ring, the innermost first: few at the heart, more on each further ring; none for nobody. */
export function ringBounds(of: number): number[] {
  const count = Math.min(of, of <= 9 ? 3 : of <= 60 ? 4 : 5)
  const bounds: number[] = []
  for (let k = 1; k < count; k += 1) {
    const bound = rounded((of * k * (k + 1)) / (count * (count + 1)))
    if (bound > (bounds.at(-1) ?? 0) && bound < of) bounds.push(bound)
  }
  return of > 0 ? [...bounds, of] : []
}

/** The place of a rank among the rings, 0 for the innermost; beyond the last bound there is none. */
export const ringOf = (bounds: readonly number[], rank: number | undefined): number | undefined => {
  const ring = rank === undefined ? -1 : bounds.findIndex((bound) => rank <= bound)
  return ring < 0 ? undefined : ring
}

/** One sector per category that has a member, as wide as the root of how many they are, in the order given. */
function sectorsOf(members: readonly RingMember[], order: readonly { id: string; label: string }[]): Sector[] {
  const weights = order.map(({ id }) => Math.sqrt(members.filter((member) => member.sector === id).length))
  const sum = weights.reduce((a, b) => a + b, 0)
  let from = TOP
  return order.flatMap(({ id, label }, i) => {
    const width = sum > 0 ? (TURN * (weights[i] ?? 0)) / sum : 0
    const sector = { id, label, from, to: from + width }
    from += width
    return width > 0 ? [sector] : []
  })
}

const fits = ({ from, to }: Sector, radius: number, step: number): number => Math.max(1, Math.floor(((to - from) * radius) / step))
const cellsOf = (members: readonly RingMember[], bounds: readonly number[], ring: number | undefined): Map<string, RingMember[]> => {
  const cells = new Map<string, RingMember[]>()
  for (const member of members) if (ringOf(bounds, member.rank) === ring) cells.set(member.sector, [...(cells.get(member.sector) ?? []), member])
  return cells
}

/** Rings and sectors for these members; a ring grows until its fullest sector has room. The outer ring is there only when somebody stands on it. */
export function ringPlan(members: readonly RingMember[], order: readonly { id: string; label: string }[], bounds: readonly number[]): RingPlan {
  const sectors = sectorsOf(members, order)
  const { band, step } = members.length <= FEW_NODES ? FEW : MANY
  const some = members.some((member) => ringOf(bounds, member.rank) === undefined)
  const rings: Ring[] = []
  for (const ring of [...bounds.keys(), ...(some ? [undefined] : [])]) {
    const inner = rings.at(-1)?.outer ?? 0
    const start = inner === 0 ? CORE - step / 2 : inner
    const rows = rowsFor(cellsOf(members, bounds, ring), sectors, start, step)
    const outer = start + Math.max(inner === 0 ? band - CORE + step : band, (rows + 0.4) * step)
    rings.push({ inner, outer, rows, step, ranks: ring === undefined ? undefined : { from: (bounds[ring - 1] ?? 0) + 1, to: bounds[ring] ?? 0 } })
  }
  return { rings, sectors }
}

function rowsFor(cells: ReadonlyMap<string, readonly RingMember[]>, sectors: readonly Sector[], start: number, step: number): number {
  const needed = sectors.map((sector) => {
    let [rows, left] = [0, cells.get(sector.id)?.length ?? 0]
    for (; left > 0; rows += 1) left -= fits(sector, start + (rows + 0.5) * step, step)
    return rows
  })
  return Math.max(1, ...needed)
}

const at = (angle: number, radius: number): Point => ({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) })

/** Where the members stand: on the ring of their rank, in the sector of their category, the better ranked nearer to the heart. */
export function ringPlaces({ rings, sectors }: RingPlan, members: readonly RingMember[], bounds: readonly number[]): Places {
  const places: Places = new Map()
  for (const [i, ring] of rings.entries()) {
    const cells = cellsOf(members, bounds, ring.ranks ? i : undefined)
    // The first, alone at the heart, stands in the very middle.
    const alone = i === 0 && ring.ranks ? [...cells.values()].flat() : []
    if (alone.length === 1 && alone[0]) places.set(alone[0].id, { x: 0, y: 0 })
    else for (const sector of sectors) for (const [id, place] of cellPlaces(ring, sector, cells.get(sector.id) ?? [])) places.set(id, place)
  }
  return places
}

/** Row by row from the heart outwards, spread over the arc; a single row follows the ranks within the ring. */
function cellPlaces(ring: Ring, sector: Sector, cell: readonly RingMember[]): [string, Point][] {
  const ordered = cell.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.id < b.id ? -1 : 1))
  const start = ring.inner === 0 ? CORE - ring.step / 2 : ring.inner
  const slack = (ring.outer - start - ring.rows * ring.step) / 2
  const placed: [string, Point][] = []
  for (let row = 0; placed.length < ordered.length; row += 1) {
    const radius = start + slack + (row + 0.5) * ring.step
    const seats = ordered.slice(placed.length, placed.length + fits(sector, start + (row + 0.5) * ring.step, ring.step))
    for (const [seat, member] of seats.entries()) placed.push([member.id, at(sector.from + ((seat + 0.5) * (sector.to - sector.from)) / seats.length, ring.rows > 1 ? radius : radius + lean(ring, member))])
  }
  return placed
}

/** How far from the middle of its ring a rank stands: up to a sixth of the ring on either side. */
function lean({ inner, outer, ranks }: Ring, { rank }: RingMember): number {
  if (!ranks || rank === undefined || ranks.to === ranks.from || inner === 0) return 0
  return ((rank - ranks.from) / (ranks.to - ranks.from) - 0.5) * (outer - inner) * 0.33
}

/** The middle of the ring of a rank, on the ray of a place: where a node stood before. */
export function formerPlace({ rings }: RingPlan, bounds: readonly number[], place: Point, rank: number): Point | undefined {
  const ring = rings[ringOf(bounds, rank) ?? -1]
  return ring?.ranks && Math.hypot(place.x, place.y) > 1 ? at(Math.atan2(place.y, place.x), ring.inner === 0 ? CORE : (ring.inner + ring.outer) / 2) : undefined
}

export interface RingWords { ranks: (ranks: Ring['ranks']) => string }

/** The ground: the rings from the outside in, the ranks at their edges, the lines between sectors, and the names of these unless they are left out. */
export function ringGround({ rings, sectors }: RingPlan, words: RingWords, named: boolean): { pieces: Piece[]; edges: DrawnEdge[] } {
  const rim = rings.at(-1)?.outer ?? 0
  const heart = rings[0]?.outer ?? 0
  const discs = rings.map((ring, i): Piece => ({ id: `ground:ring:${ring.ranks ? i : 'none'}`, at: { x: 0, y: 0 }, w: 2 * ring.outer, h: 2 * ring.outer, classes: ring.ranks ? `zone round ${i === 0 ? 'main' : ''}` : 'zone round outer' })).reverse()
  const edges = rings.map((ring, i): Piece => ({ id: `ground:ring:${ring.ranks ? i : 'none'}:ranks`, at: { x: 0, y: -ring.outer }, classes: 'caption strong cap-s edge', label: words.ranks(ring.ranks), font: 12 }))
  const split = sectors.length > 1 ? sectors : []
  const ends = split.flatMap(({ id, from }): Piece[] => [{ id: `ground:spoke:${id}:in`, at: at(from, heart), classes: 'end' }, { id: `ground:spoke:${id}:out`, at: at(from, rim), classes: 'end' }])
  const spokes = split.map(({ id }): DrawnEdge => ({ id: `ground:spoke:${id}`, classes: 'spoke', data: { id: `ground:spoke:${id}`, source: `ground:spoke:${id}:in`, target: `ground:spoke:${id}:out`, width: 1 } }))
  const names = named ? sectors.map(({ id, label, from, to }): Piece => ({ id: `ground:sector:${id}`, at: at((from + to) / 2, rim + CAPTION_GAP), classes: `caption ${sideOf((from + to) / 2)}`, label: wrapLabel(label), font: 12 })) : []
  return { pieces: [...discs, ...ends, ...edges, ...names], edges: spokes }
}

/** Names stand outwards of the rim. */
const sideOf = (angle: number): string => (Math.abs(Math.cos(angle)) > 0.35 ? (Math.cos(angle) > 0 ? 'cap-e' : 'cap-w') : Math.sin(angle) > 0 ? 'cap-s' : 'cap-n')
