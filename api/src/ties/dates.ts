/** The first day that an imprecise date can mean: `2026` → `2026-01-01`. */
export const firstPossibleDay = (date: string): string => `${date}-01-01`.slice(0, 10)

/** The last day that an imprecise date can mean, for comparison only: a month ends on its 31st. */
export const lastPossibleDay = (date: string): string => (date.length === 4 ? `${date}-12-31` : `${date}-31`.slice(0, 10))

/** True for YYYY, YYYY-MM, and a YYYY-MM-DD that stands in the calendar. */
export function isRealImpreciseDay(date: string): boolean {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const real = new Date(Date.UTC(year, month - 1, day))
  real.setUTCFullYear(year)
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === day
}

/** True when the period can hold a day; an absent end is open. */
export const endsAfterStart = (start: string | null, end: string | null): boolean =>
  start === null || end === null || lastPossibleDay(end) >= firstPossibleDay(start)
