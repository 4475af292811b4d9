import { MethodInputError } from './errors.ts'
import { assertPosition, type Figure } from './scale.ts'

export interface PointPosition {
  /** Version of a point, since a position refers to a version. */
  readonly point: string
  /** −2…+2. */
  readonly value: number
}

export interface SharedPoint {
  readonly point: string
  readonly first: number
  readonly second: number
  /** |first − second|, 0–4. */
  readonly distance: number
  /** Same side of zero, opposite sides, or at least one of the two at zero. */
  readonly relation: 'agreement' | 'disagreement' | 'neutral'
}

export interface PairResult {
  readonly method: 'pair@1'
  /** Points on which both hold a position. */
  readonly n: number
  readonly meanDistance: Figure<'no-shared-points'>
  readonly agreements: number
  readonly disagreements: number
  readonly neutrals: number
  /** Widest distance first, then by point. */
  readonly points: readonly SharedPoint[]
  readonly onlyFirst: number
  readonly onlySecond: number
}

function byPoint(positions: readonly PointPosition[]): Map<string, number> {
  const values = new Map<string, number>()
  for (const { point, value } of positions) {
    assertPosition(value)
    if (values.has(point)) throw new MethodInputError('duplicate-key', `Point ${point} stands twice for one stakeholder`)
    values.set(point, value)
  }
  return values
}

function relate(point: string, first: number, second: number): SharedPoint {
  const product = first * second
  const relation = product > 0 ? 'agreement' : product < 0 ? 'disagreement' : 'neutral'
  return { point, first, second, distance: Math.abs(first - second), relation }
}

/**
 * What do two stakeholders share, and what parts them? Over the points on which both hold a position.
 * @throws MethodInputError on a value out of −2…+2, or a point twice for one stakeholder.
 */
export function comparePair(
  first: readonly PointPosition[],
  second: readonly PointPosition[],
): PairResult {
  const ours = byPoint(first)
  const theirs = byPoint(second)
  const points: SharedPoint[] = []
  for (const [point, value] of ours) {
    const other = theirs.get(point)
    if (other !== undefined) points.push(relate(point, value, other))
  }
  points.sort((a, b) => b.distance - a.distance || (a.point < b.point ? -1 : 1))
  const countOf = (relation: SharedPoint['relation']): number => points.filter((row) => row.relation === relation).length
  const total = points.reduce((sum, row) => sum + row.distance, 0)
  return {
    method: 'pair@1',
    n: points.length,
    meanDistance: points.length === 0 ? { reason: 'no-shared-points' } : { value: total / points.length },
    agreements: countOf('agreement'),
    disagreements: countOf('disagreement'),
    neutrals: countOf('neutral'),
    points,
    onlyFirst: ours.size - points.length,
    onlySecond: theirs.size - points.length,
  }
}
