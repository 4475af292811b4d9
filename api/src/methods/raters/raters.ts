import type { Reason } from '../shared/reasons.ts'
import { icc } from './icc.ts'
import { kendall } from './kendall.ts'
import { countUnits, krippendorff } from './krippendorff.ts'
import { tabulate } from './table.ts'
import type { RatersReason, RatersResult, Ratings } from './types.ts'

/** Below this number of raters every coefficient is said to be unstable. */
export const STABLE_RATERS = 5

type Outcomes<Key extends string> = Readonly<Record<Key, number | RatersReason>>

/** Splits outcomes into the figures that exist and the reasons of those that do not. */
function sort<Key extends string>(family: string, outcomes: Outcomes<Key>) {
  const figures: Partial<Record<Key, number>> = {}
  const reasons: Reason<RatersReason>[] = []
  for (const key of Object.keys(outcomes) as Key[]) {
    const outcome = outcomes[key]
    if (typeof outcome === 'number') figures[key] = outcome
    else reasons.push({ field: `${family}.${key}`, code: outcome })
  }
  return { figures, reasons }
}

/**
 * Do the raters rank and score alike? Kendall's W, Krippendorff's α and the intraclass correlations of one table. α uses
 * every pair of scores; W and the ICC use the complete objects only. Sources: docs/methods/raters.md.
 * @throws MethodInputError on rows of unequal length, or a score that is not finite or beyond ±1e9.
 */
export function raters(ratings: Ratings): RatersResult {
  const table = tabulate(ratings)
  const concordance = kendall(table.complete)
  const counts = countUnits(table.units)
  const alpha = (metric: Parameters<typeof krippendorff>[0]) => (table.raters < 2 ? 'fewer-than-two-raters' : krippendorff(metric, counts))
  const alphas = sort('krippendorff', { nominal: alpha('nominal'), ordinal: alpha('ordinal'), interval: alpha('interval'), ratio: alpha('ratio') })
  const correlations = sort('icc', icc(table.complete))
  return {
    method: 'raters@1',
    raters: table.raters,
    objects: table.objects,
    completeObjects: table.complete[0]?.length ?? 0,
    scores: table.scores,
    kendall: typeof concordance === 'string' ? {} : concordance,
    krippendorff: alphas.figures,
    icc: correlations.figures,
    reasons: [
      ...(typeof concordance === 'string' ? [{ field: 'kendall', code: concordance }] : []),
      ...alphas.reasons,
      ...correlations.reasons,
    ],
    unstable: table.raters < STABLE_RATERS,
  }
}
