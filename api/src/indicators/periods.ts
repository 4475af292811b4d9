/** Pure rules of the calendar of indicators: every frequency tiles the year in whole months; no period touches another. */
export const frequencies = ['monthly', 'quarterly', 'half_yearly', 'yearly'] as const
export type Frequency = (typeof frequencies)[number]
/** First and last day, YYYY-MM-DD, both included. */
export interface Period { start: string; end: string }

/** Months of one period. */
export const monthsOf: Readonly<Record<Frequency, number>> = { monthly: 1, quarterly: 3, half_yearly: 6, yearly: 12 }
/** Days after the end of a period within which its value is given without being late. */
export const DAYS_TO_GIVE = 30

// Date.UTC takes the years 0 to 99 for 1900 to 1999.
function dayAt(year: number, month: number, day: number): string {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.toISOString().slice(0, 10)
}

const partsOf = (day: string): [number, number, number] => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return [year, month - 1, date]
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  const [year, month, date] = partsOf(day)
  return dayAt(year, month, date + days)
}

/** The period of a frequency in which a day lies. */
export function periodOf(frequency: Frequency, day: string): Period {
  const [year, month] = partsOf(day)
  const months = monthsOf[frequency]
  const first = month - (month % months)
  return { start: dayAt(year, first, 1), end: dayAt(year, first + months, 0) }
}

/** Whether a period of the frequency begins on this day. */
export const beginsPeriod = (frequency: Frequency, day: string): boolean => periodOf(frequency, day).start === day

/** The periods that touch the days from one to another, the first first; none when they are out of order. At most 1,200. */
export function periodsBetween(frequency: Frequency, from: string, to: string): Period[] {
  const found: Period[] = []
  for (let period = periodOf(frequency, from); period.start <= to && from <= to && found.length < 1200; period = periodOf(frequency, addDays(period.end, 1))) found.push(period)
  return found
}

/** The periods that are asked for on a day: over on that day, and not over before `since`. */
export const askedPeriods = (frequency: Frequency, since: string, today: string): Period[] => periodsBetween(frequency, since, today).filter((period) => period.end < today)

/** The last day on which the value of a period is in time. */
export const dueOn = (period: Period): string => addDays(period.end, DAYS_TO_GIVE)
