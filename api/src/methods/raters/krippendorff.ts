import { at } from '../shared/matrix.ts'
import { differentPairs, places, ratioPairs, squaredPairs, type Unit } from './pairs.ts'
import type { KrippendorffFigures, RatersReason } from './types.ts'

/** Pairs of distinct values, within the units and over all, beyond which the ratio α is not computed: some 0.1 s of work. */
export const RATIO_PAIRS_MAX = 16_000_000

export type Metric = keyof KrippendorffFigures

interface Counts {
  /** Distinct values, ascending. */
  readonly values: readonly number[]
  /** Times that each value occurs in the pairable units. */
  readonly totals: Float64Array
  readonly units: readonly Unit[]
}

/** Counts of each value in the units that hold two scores or more; the others can be paired with nothing. */
export function countUnits(all: readonly (readonly number[])[]): Counts {
  const pairable = all.filter((unit) => unit.length >= 2)
  const values = distinct(pairable)
  const indexOf = new Map(values.map((value, index) => [value, index]))
  const totals = new Float64Array(values.length)
  const times = new Float64Array(values.length)
  const units = pairable.map((unit) => {
    const met: number[] = []
    for (const value of unit) {
      const index = indexOf.get(value) ?? 0
      if (at(times, index) === 0) met.push(index)
      times[index] = at(times, index) + 1
    }
    return met.map((index) => {
      const count = at(times, index)
      totals[index] = at(totals, index) + count
      times[index] = 0
      return { index, count }
    })
  })
  return { values, totals, units }
}

function distinct(units: readonly (readonly number[])[]): number[] {
  const values = new Set<number>()
  for (const unit of units) for (const value of unit) values.add(value)
  return [...values].sort((a, b) => a - b)
}

/** Sum of the metric's squared differences over the ordered pairs of scores of a unit. */
function pairSumOf(metric: Metric, { values, totals }: Counts): (unit: Unit) => number {
  if (metric === 'nominal') return differentPairs
  if (metric === 'ratio') return (unit) => ratioPairs(unit, values)
  const positions = metric === 'ordinal' ? places(totals) : values
  return (unit) => squaredPairs(unit, positions)
}

/**
 * Do the raters give the same scores, beyond chance? Krippendorff's α = 1 − Do / De; missing scores are left out. Source:
 * K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011). Cost: O(scores),
 * for `ratio` O(units · v² + V²) with v and V distinct values in a unit and in all.
 */
export function krippendorff(metric: Metric, counts: Counts): number | RatersReason {
  const { values, totals, units } = counts
  if (units.length === 0) return 'no-pairable-values'
  if (values.length < 2) return 'no-variation'
  if (metric === 'ratio' && at(values, 0) < 0) return 'negative-value'
  if (metric === 'ratio' && units.reduce((pairs, unit) => pairs + unit.length ** 2, values.length ** 2) > RATIO_PAIRS_MAX) return 'too-many-values'
  const pairSum = pairSumOf(metric, counts)
  const everything: Unit = Array.from(totals, (count, index) => ({ index, count }))
  const n = totals.reduce((total, count) => total + count, 0)
  const observed = units.reduce((total, unit) => {
    const size = unit.reduce((scores, { count }) => scores + count, 0)
    return total + pairSum(unit) / (size - 1)
  }, 0) / n
  const expected = pairSum(everything) / (n * (n - 1))
  // Differences whose square is too small for a number count as none.
  return expected > 0 ? 1 - observed / expected : 'no-variation'
}
