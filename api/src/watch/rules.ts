import type { schema } from '@convergence/db'

export type WatchStatus = (typeof schema.watchStatus.enumValues)[number]
export const levels = ['low', 'moderate', 'high', 'critical'] as const
export type Level = (typeof levels)[number]

/** Severity by likelihood, each 1–5: 1–4 low, 5–9 moderate, 10–15 high, 16–25 critical. */
export function levelOf(severity: number, likelihood: number): Level {
  const product = severity * likelihood
  return product <= 4 ? 'low' : product <= 9 ? 'moderate' : product <= 15 ? 'high' : 'critical'
}

/** Whether its day of review has come; a closed one waits for nobody. */
export const isToReview = (status: WatchStatus, reviewOn: string | null, today: string): boolean => status !== 'closed' && reviewOn !== null && reviewOn <= today
