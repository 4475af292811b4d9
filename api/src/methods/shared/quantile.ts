import { MethodInputError } from './errors.ts'
import { at } from './matrix.ts'

/**
 * Quantile of type 7 of ascending values (R's default, PostgreSQL's `percentile_cont`): linear between the two observations
 * around 1 + (n − 1) · share. Source: R. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
 * Statistician 50 (1996), 361–365.
 * @throws MethodInputError when there is no value.
 */
export function quantile7(ascending: readonly number[], share: number): number {
  if (ascending.length === 0) throw new MethodInputError('no-observation', 'No value has no quantile')
  const place = (ascending.length - 1) * share
  const below = Math.floor(place)
  const low = at(ascending, below)
  return low + (place - below) * (at(ascending, Math.min(below + 1, ascending.length - 1)) - low)
}
