import { at } from '../shared/matrix.ts'

/** The values that occur in a unit, by index, and how many times. */
export type Unit = readonly { readonly index: number; readonly count: number }[]

/** Middle place of each value among all scores: the square of their distance is the ordinal metric. */
export function places(totals: Float64Array): number[] {
  let before = 0
  return Array.from(totals, (count) => {
    const place = before + count / 2
    before += count
    return place
  })
}

/** Σ of the squared differences over the ordered pairs of scores, by moments about the first: equal scores give exactly 0. */
export function squaredPairs(unit: Unit, positions: readonly number[]): number {
  const origin = at(positions, unit[0]?.index ?? 0)
  let n = 0
  let first = 0
  let second = 0
  for (const { index, count } of unit) {
    const away = at(positions, index) - origin
    n += count
    first += count * away
    second += count * away * away
  }
  return Math.max(0, 2 * (n * second - first * first))
}

/** Ordered pairs of different scores. */
export function differentPairs(unit: Unit): number {
  let n = 0
  let equal = 0
  for (const { count } of unit) {
    n += count
    equal += count * count
  }
  return n * n - equal
}

/** Σ of ((c − k) / (c + k))² over the ordered pairs of scores of 0 or more. */
export function ratioPairs(unit: Unit, values: readonly number[]): number {
  let total = 0
  for (let i = 0; i < unit.length; i += 1) {
    const one = unit[i]
    for (let j = i + 1; one && j < unit.length; j += 1) {
      const other = unit[j]
      if (!other) break
      const c = at(values, one.index)
      const k = at(values, other.index)
      const share = (c - k) / (c + k)
      total += one.count * other.count * share * share
    }
  }
  return 2 * total
}
