import { chiSquareUpperTail } from '../shared/chi-square.ts'
import { at } from '../shared/matrix.ts'
import type { KendallFigures, RatersReason } from './types.ts'

interface Ranked {
  /** Rank of each object, 1 = lowest score; tied objects share their mean rank. */
  readonly ranks: readonly number[]
  /** Σ (t³ − t) over the groups of t tied objects. */
  readonly ties: number
}

/** Mean ranks of one rater's scores. Cost: O(n log n). */
export function rankScores(scores: readonly number[]): Ranked {
  const order = scores.map((_, index) => index).sort((a, b) => at(scores, a) - at(scores, b))
  const ranks = scores.map(() => 0)
  let ties = 0
  for (let start = 0; start < order.length;) {
    let end = start + 1
    while (end < order.length && at(scores, at(order, end)) === at(scores, at(order, start))) end += 1
    for (let k = start; k < end; k += 1) ranks[at(order, k)] = (start + end + 1) / 2
    const size = end - start
    ties += size ** 3 - size
    start = end
  }
  return { ranks, ties }
}

/**
 * Do the raters put the objects in the same order? Kendall's W, corrected for ties, with its χ² and p. Source: S. Siegel and
 * N. J. Castellan, "Nonparametric Statistics for the Behavioral Sciences", 2nd ed. (1988), ch. 9. Cost: O(m n log n).
 * @param rows raters × objects without any hole.
 */
export function kendall(rows: readonly (readonly number[])[]): KendallFigures | RatersReason {
  const m = rows.length
  const n = rows[0]?.length ?? 0
  if (m < 2) return 'fewer-than-two-raters'
  if (n < 2) return 'fewer-than-two-complete-objects'
  const ranked = rows.map(rankScores)
  const mean = (m * (n + 1)) / 2
  let spread = 0
  for (let object = 0; object < n; object += 1) {
    spread += (ranked.reduce((total, { ranks }) => total + at(ranks, object), 0) - mean) ** 2
  }
  const ties = ranked.reduce((total, row) => total + row.ties, 0)
  const most = m * m * (n ** 3 - n)
  if (most === m * ties) return 'all-tied'
  const w = Math.min(1, (12 * spread) / (most - m * ties))
  const chi2 = m * (n - 1) * w
  return { w, wUncorrected: (12 * spread) / most, chi2, df: n - 1, p: chiSquareUpperTail(chi2, n - 1) }
}
