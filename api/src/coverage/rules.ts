/** What an area counts, within reach and on the asked day. */
export interface AreaCounts { stakeholders: number; impacts: number; points: number; commitments: number; expectations: number; positions: number }

export const coverageStates = ['blind', 'partial', 'full'] as const
export type CoverageState = (typeof coverageStates)[number]

/**
 * Blind: no impact, no expectation and no point. Full: at least one of each. Partial: anything between.
 * Stakeholders, positions and commitments follow from these three and do not decide.
 */
export function stateOf({ impacts, expectations, points }: AreaCounts): CoverageState {
  const present = [impacts, expectations, points].filter((n) => n > 0).length
  return present === 0 ? 'blind' : present === 3 ? 'full' : 'partial'
}

export interface CoverageRate { areas: number; covered: number; full: number; blind: number }

/** Areas that are not blind over all areas of the set; the share is left to the reader, who sees the denominator. */
export function rateOf(states: readonly CoverageState[]): CoverageRate {
  const count = (state: CoverageState) => states.filter((s) => s === state).length
  return { areas: states.length, covered: states.length - count('blind'), full: count('full'), blind: count('blind') }
}
