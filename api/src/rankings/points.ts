import type { schema } from '@convergence/db'

/** A value is worth `value · slope + lift` points, weight included. */
export function pointsOf({ weight, min, max, direction }: schema.RankedTerm): { slope: number; lift: number } {
  const slope = ((direction === 'up' ? 1 : -1) * weight) / (max - min)
  return { slope, lift: -slope * (direction === 'up' ? min : max) }
}
