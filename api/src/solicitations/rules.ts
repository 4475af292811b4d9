/** Days of the window in which solicitations are counted: twelve months. */
export const WINDOW_DAYS = 365
/** Where no plan asks a stakeholder, a warning is given from the limit that a plan begins with. */
export const LIMIT_DEFAULT = 4

/** The twelve months around a day, both ends included: the half year before it, the half year after. */
export function windowAround(on: string): { from: string; to: string } {
  const shift = (days: number): string => new Date(Date.parse(`${on}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  return { from: shift(-(WINDOW_DAYS - 1) / 2), to: shift((WINDOW_DAYS - 1) / 2) }
}

export const loadLevels = ['over', 'near', 'below'] as const
export type LoadLevel = (typeof loadLevels)[number]

/** `over` from the limit on, `near` one below it. */
export const levelOf = (total: number, limit: number): LoadLevel => (total >= limit ? 'over' : total === limit - 1 ? 'near' : 'below')
