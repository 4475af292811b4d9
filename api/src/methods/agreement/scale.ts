import { MethodInputError } from './errors.ts'

/** Values of the five categories of a position, from strongly against to strongly for. */
export const POSITION_SCALE = [-2, -1, 0, 1, 2] as const

/** Number of holders at −2, −1, 0, +1 and +2, in this order. */
export type Counts5 = readonly [number, number, number, number, number]

/** A figure, or the reason why there is none: never NaN, null or a false zero. */
export type Figure<Reason extends string> =
  | { readonly value: number }
  | { readonly reason: Reason }

/**
 * Number of observations in a list of counts per ordered category.
 * @throws MethodInputError when a count is negative, fractional or unsafe, when all are zero, or below `minCategories`.
 */
export function totalOf(frequencies: readonly number[], minCategories: number): number {
  if (frequencies.length < minCategories) {
    throw new MethodInputError('too-few-categories', `At least ${minCategories} ordered categories, got ${frequencies.length}`)
  }
  let total = 0
  for (const count of frequencies) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new MethodInputError('frequency-not-a-count', `A frequency is an integer of 0 or more, got ${count}`)
    }
    total += count
  }
  if (total === 0) throw new MethodInputError('no-observation', 'Every frequency is zero')
  return total
}

/**
 * Checks that each category has one value and that the values increase.
 * @throws MethodInputError otherwise.
 */
export function assertScale(scale: readonly number[], categories: number): void {
  if (scale.length !== categories) {
    throw new MethodInputError('scale-length-mismatch', `${categories} categories but ${scale.length} values`)
  }
  for (const [index, value] of scale.entries()) {
    const before = scale[index - 1] ?? -Infinity
    if (!Number.isFinite(value) || value <= before) {
      throw new MethodInputError('scale-not-increasing', 'The values of the categories are finite and increase')
    }
  }
}

/**
 * Checks one position value.
 * @throws MethodInputError unless it is −2, −1, 0, 1 or 2.
 */
export function assertPosition(value: number): void {
  if (!Number.isInteger(value) || value < -2 || value > 2) {
    throw new MethodInputError('position-out-of-scale', `A position is an integer from -2 to 2, got ${value}`)
  }
}

/**
 * Counts of a list of positions in the five categories.
 * @throws MethodInputError when a value is out of −2…+2.
 */
export function countPositions(values: readonly number[]): Counts5 {
  for (const value of values) assertPosition(value)
  const at = (category: number): number => values.filter((value) => value === category).length
  return [at(-2), at(-1), at(0), at(1), at(2)]
}
