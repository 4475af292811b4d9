import { type ReasonCode, sayReasons } from '../analyses/reasons.ts'
import type { Language } from '../errors.ts'
import type { RatersResult } from '../methods/raters/index.ts'
import type { Threads } from '../threads/plugin.ts'
import type { RoundCriterion } from './round.ts'
import type { ScoreTable } from './table.ts'

/** Every stakeholder × criterion as one object; nothing when the criteria have not one scale. */
async function overall({ raters }: Threads, table: ScoreTable, criteria: readonly RoundCriterion[]): Promise<RatersResult | null> {
  const [first] = criteria
  if (!first || criteria.some(({ min, max }) => min !== first.min || max !== first.max)) return null
  return raters(table.voices.map((_, voice) => criteria.flatMap(({ criterionId }) => table.ratings.get(criterionId)?.[voice] ?? [])))
}

const said = (result: RatersResult, language: Language) => ({ ...result, reasons: sayReasons(result.reasons, language) })

/** Do the raters of a round rank and score alike: on each criterion over all stakeholders, and on the whole. */
export async function concordance(threads: Threads, table: ScoreTable, criteria: readonly RoundCriterion[], language: Language) {
  const items = []
  // One after the other: a round takes one place among those that wait for a thread.
  for (const { criterionId } of criteria) items.push({ criterionId, ...said(await threads.raters(table.ratings.get(criterionId) ?? []), language) })
  const whole = await overall(threads, table, criteria)
  const absent: { field: string; code: ReasonCode }[] = criteria.length > 0 ? [{ field: 'overall', code: 'scales-differ' }] : []
  return { items, ...(whole ? { overall: said(whole, language) } : {}), reasons: whole ? [] : sayReasons(absent, language) }
}
