import { circleOrder, spotsOf } from '../../mactor/circle.ts'
import type { DrawnEdge } from '../elements.ts'
import type { Places } from '../model.ts'

export const sides = ['both', 'convergence', 'divergence'] as const
export type AllianceSide = (typeof sides)[number]

export interface AllianceNeeds {
  /** Stakeholders in the order of the tables. */
  ids: readonly string[]
  convergence: readonly (readonly number[])[]
  divergence: readonly (readonly number[])[]
  side: AllianceSide
  /** Smallest strength that is drawn, in the unit of the tables. */
  from: number
  /** Only those whom the map shows. */
  shown: ReadonlySet<string>
}

const RADIUS_LEAST = 220
/** Room along the rim for each node and its name, in pixels at zoom 1. */
const RIM = 92
const WIDEST = 11

/** Those who converge stand side by side on a circle; O(n³) in the worst case, n ≤ 60. */
export function alliancePlaces({ ids, convergence, divergence, shown }: AllianceNeeds): Places {
  const there = ids.flatMap((id, i) => (shown.has(id) ? [i] : []))
  const table = there.map((i) => there.map((j) => Math.max(0, (convergence[i]?.[j] ?? 0) - (divergence[i]?.[j] ?? 0))))
  const radius = Math.max(RADIUS_LEAST, (there.length * RIM) / (2 * Math.PI))
  const spots = spotsOf(circleOrder(table), { x: 0, y: 0 }, radius)
  return new Map(there.flatMap((i, place) => {
    const [id, spot] = [ids[i], spots[place]]
    return id === undefined || !spot ? [] : [[id, { x: spot.x, y: spot.y }] as const]
  }))
}

/** The strength of a pair on a side: positive draws an alliance, negative a conflict, 0 nothing. */
function strengthOf({ convergence, divergence, side }: AllianceNeeds, a: number, b: number): number {
  const [near, far] = [convergence[a]?.[b] ?? 0, divergence[a]?.[b] ?? 0]
  return side === 'convergence' ? near : side === 'divergence' ? -far : near - far
}

/** One line per pair, as thick as its strength against the strongest of all. */
export function allianceEdges(needs: AllianceNeeds): DrawnEdge[] {
  const { ids, shown, from } = needs
  const pairs = ids.flatMap((source, a) => ids.flatMap((target, b) => {
    const strength = b > a && shown.has(source) && shown.has(target) ? strengthOf(needs, a, b) : 0
    return strength === 0 ? [] : [{ source, target, strength }]
  }))
  const most = Math.max(...pairs.map((p) => Math.abs(p.strength)), 1e-9)
  return pairs.filter((p) => Math.abs(p.strength) >= from).map(({ source, target, strength }) => {
    const id = `alliance:${source}:${target}`
    return { id, classes: `alliance ${strength > 0 ? 'plus' : 'minus'}`, data: { id, source, target, width: 0.6 + (WIDEST * Math.abs(strength)) / most } }
  })
}
