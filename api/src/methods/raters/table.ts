import { MethodInputError } from '../shared/errors.ts'
import type { Ratings } from './types.ts'

/** Beyond this size squares and sums lose their digits. */
const SCORE_MAX = 1e9

export interface RatingTable {
  readonly raters: number
  readonly objects: number
  readonly scores: number
  /** Scores of each object, missing ones left out. */
  readonly units: readonly (readonly number[])[]
  /** Raters × complete objects: the objects that every rater has scored. */
  readonly complete: readonly (readonly number[])[]
}

const isScore = (value: number | null | undefined): value is number => value !== null && value !== undefined

/**
 * Drops the raters without any score, who said nothing, and sorts the rest by object.
 * @throws MethodInputError on rows of unequal length, or a score that is not finite or beyond ±1e9.
 */
export function tabulate(ratings: Ratings): RatingTable {
  const width = ratings[0]?.length ?? 0
  for (const row of ratings) {
    if (row.length !== width) throw new MethodInputError('row-length-mismatch', `${width} objects, but a rater with ${row.length}`)
    if (row.some((value) => isScore(value) && !(Math.abs(value) <= SCORE_MAX))) {
      throw new MethodInputError('value-out-of-scale', 'A score is a finite number within ±1e9')
    }
  }
  const rows = ratings.filter((row) => row.some(isScore))
  const units = Array.from({ length: width }, (_, object) => rows.map((row) => row[object]).filter(isScore))
  const full = units.flatMap((unit, object) => (rows.length > 0 && unit.length === rows.length ? [object] : []))
  return {
    raters: rows.length,
    objects: units.filter((unit) => unit.length > 0).length,
    scores: units.reduce((total, unit) => total + unit.length, 0),
    units,
    complete: rows.map((row) => full.map((object) => row[object]).filter(isScore)),
  }
}
