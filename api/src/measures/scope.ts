import { type SQL, sql } from 'drizzle-orm'
import { endOf, parisDay, startOf } from '../plugins/day-bounds.ts'
import type { Territory } from '../plugins/reach.ts'

/** What a measure looks at: a territory over a period. Days YYYY-MM-DD in Paris, both included. */
export interface MeasureScope extends Territory { from: string; to: string }

/** The last day that can be known: that of the period, or today while the period runs. */
export const lastDay = ({ to }: MeasureScope): string => {
  const today = parisDay(new Date())
  return to < today ? to : today
}

/** PostgreSQL knows no year 0000: nothing is earlier than this. */
export const FIRST_DAY = '0001-01-01'

/** The day so many days before one, or the first day there is. */
export function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() - days)
  return date.getUTCFullYear() < 1 ? FIRST_DAY : date.toISOString().slice(0, 10)
}

/** That an instant lies in the period. */
export const during = (instant: SQL, scope: MeasureScope): SQL => sql`(${instant} >= ${startOf(scope.from)} and ${instant} < ${endOf(scope.to)})`
/** That a day lies in the period and is not in the future. */
export const onDay = (day: SQL, scope: MeasureScope): SQL => sql`(${day} between ${scope.from}::date and ${lastDay(scope)}::date)`
