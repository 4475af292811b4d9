import type { schema } from '@convergence/db'

export type PlanStatus = (typeof schema.planStatus.enumValues)[number]

/** Longest period of a plan, in days. */
const DAYS_MAX = 3660

/** Where reopening leads: one step back; null for a draft, which is open. */
export const reopened = (status: PlanStatus): PlanStatus | null => (status === 'closed' ? 'adopted' : status === 'adopted' ? 'draft' : null)

/** The fault of a period, both days included; null when there is none. */
export function periodFault(startsOn: string, endsOn: string): 'plan-ends-before-start' | 'plan-period-too-long' | null {
  if (endsOn < startsOn) return 'plan-ends-before-start'
  return (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 > DAYS_MAX ? 'plan-period-too-long' : null
}
