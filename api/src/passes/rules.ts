import { TZDate } from '@date-fns/tz'

const HOUR_MS = 3_600_000
export const AFTER_DAY_HOURS = 12
export const MOST_DAYS = 7

/** When a pass ends unless said otherwise: twelve hours after the day of the session, where people are; after now for a session of the past. */
export function defaultEnd(startsAt: Date, timeZone: string, now: Date): Date {
  const local = new TZDate(startsAt, timeZone)
  const nextDay = new TZDate(local.getFullYear(), local.getMonth(), local.getDate() + 1, timeZone)
  return new Date(Math.max(nextDay.getTime(), now.getTime()) + AFTER_DAY_HOURS * HOUR_MS)
}

/** Whether a pass may end then: after now, at most seven days after the session, or after now for one of the past. */
export const endHolds = (end: Date, startsAt: Date, now: Date): boolean => end > now && end.getTime() <= Math.max(startsAt.getTime(), now.getTime()) + MOST_DAYS * 24 * HOUR_MS
