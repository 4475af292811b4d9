import { type Counts5, statusOf, type StatusResult, type StatusThresholds } from '../methods/agreement/index.ts'
import type { PositionState } from './queries.ts'
import type { Counts } from './schemas.ts'

/** So many holders in one state, with one value. */
export interface Tally { state: PositionState; value: number | null; n: number }

const silent = { abstained: 'abstained', no_answer: 'noAnswer', not_asked: 'notAsked', left_before: 'leftBefore', contested: 'contested' } as const
const valued = ['against2', 'against1', 'neutral', 'for1', 'for2'] as const

/** Adds tallies up, by value and by state. */
export function countsOf(tallies: readonly Tally[]): Counts {
  const counts: Counts = { against2: 0, against1: 0, neutral: 0, for1: 0, for2: 0, abstained: 0, noAnswer: 0, notAsked: 0, leftBefore: 0, contested: 0 }
  for (const { state, value, n } of tallies) {
    const key = state === 'stated' ? valued[(value ?? 0) + 2] : silent[state]
    if (key) counts[key] += n
  }
  return counts
}

const fiveOf = (c: Counts): Counts5 => [c.against2, c.against1, c.neutral, c.for1, c.for2]

/** Status and figures of one state of a point. Asked: with a value, abstained, silent, or contested; "not asked" and "left before" are not. */
export function judge(counts: Counts, thresholds: StatusThresholds): StatusResult {
  const counts5 = fiveOf(counts)
  const holders = counts5.reduce((sum, n) => sum + n, 0)
  return statusOf({ counts5, holders, asked: holders + counts.abstained + counts.noAnswer + counts.contested }, thresholds)
}
