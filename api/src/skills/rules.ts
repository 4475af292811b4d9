export const skillStates = ['valid', 'lapsing', 'lapsed', 'none'] as const
export type SkillState = (typeof skillStates)[number]

/** Days before its last day in which a skill is told as lapsing. */
export const LAPSING_DAYS = 90

/** Where a skill stands on a day (YYYY-MM-DD); `until` is the last day of its latest grant, `infinity` for one that does not lapse, null for none. */
export function skillState(until: string | null, day: string): SkillState {
  if (until === null) return 'none'
  if (until === 'infinity') return 'valid'
  if (until < day) return 'lapsed'
  return until <= new Date(Date.parse(day) + LAPSING_DAYS * 86_400_000).toISOString().slice(0, 10) ? 'lapsing' : 'valid'
}
