import { at, sum } from '../shared/matrix.ts'
import type { IccFigures, RatersReason } from './types.ts'

export type IccForm = keyof IccFigures

interface MeanSquares {
  readonly n: number
  readonly k: number
  readonly objects: number
  readonly within: number
  readonly raters: number
  readonly residual: number
}

const squares = (values: readonly number[], mean: number): number => sum(values.map((value) => (value - mean) ** 2))

/** Two-way analysis of variance of raters × objects. */
function meanSquares(rows: readonly (readonly number[])[]): MeanSquares {
  const k = rows.length
  const n = rows[0]?.length ?? 0
  const grand = sum(rows.map(sum)) / (k * n)
  const raterMeans = rows.map((row) => sum(row) / n)
  const objectMeans = Array.from({ length: n }, (_, object) => sum(rows.map((row) => at(row, object))) / k)
  const between = k * squares(objectMeans, grand)
  const byRater = n * squares(raterMeans, grand)
  // The residual is summed cell by cell: a difference of large sums would leave 1e-16 where it is exactly 0.
  const residual = sum(rows.map((row, rater) => sum(row.map((value, object) => (value - at(raterMeans, rater) - at(objectMeans, object) + grand) ** 2))))
  return {
    n, k,
    objects: between / (n - 1),
    within: (byRater + residual) / (n * (k - 1)),
    raters: byRater / (k - 1),
    residual: residual / ((n - 1) * (k - 1)),
  }
}

/** Numerator and denominator of each form, as Shrout and Fleiss number them. */
function formsOf({ n, k, objects, within, raters, residual }: MeanSquares): Record<IccForm, readonly [number, number]> {
  return {
    icc11: [objects - within, objects + (k - 1) * within],
    icc21: [objects - residual, objects + (k - 1) * residual + (k * (raters - residual)) / n],
    icc31: [objects - residual, objects + (k - 1) * residual],
    icc1k: [objects - within, objects],
    icc2k: [objects - residual, objects + (raters - residual) / n],
    icc3k: [objects - residual, objects],
  }
}

/**
 * How much of the variation of the scores comes from the objects rather than from the raters? The six intraclass
 * correlations. Source: P. E. Shrout and J. L. Fleiss, "Intraclass Correlations: Uses in Assessing Rater Reliability",
 * Psychological Bulletin 86 (1979), 420–428. Cost: O(m n).
 * @param rows raters × objects without any hole.
 * @returns each form, or the reason why it has no value.
 */
export function icc(rows: readonly (readonly number[])[]): Record<IccForm, number | RatersReason> {
  const reason = rows.length < 2 ? 'fewer-than-two-raters' : (rows[0]?.length ?? 0) < 2 ? 'fewer-than-two-complete-objects' : undefined
  const figure = (pick: readonly [number, number], size: number): number | RatersReason =>
    // A denominator of rounding errors only is a division by zero in disguise; below 0 the figure would exceed 1.
    reason ?? (pick[1] <= 1e-12 * size ? 'no-variation' : pick[0] / pick[1])
  const means = meanSquares(rows)
  const forms = formsOf(means)
  const size = largestSquare(rows)
  return {
    icc11: figure(forms.icc11, size), icc21: figure(forms.icc21, size), icc31: figure(forms.icc31, size),
    icc1k: figure(forms.icc1k, size), icc2k: figure(forms.icc2k, size), icc3k: figure(forms.icc3k, size),
  }
}

function largestSquare(rows: readonly (readonly number[])[]): number {
  return rows.reduce((most, row) => row.reduce((inner, value) => Math.max(inner, value * value), most), 0)
}
