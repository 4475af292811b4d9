import { type SQL, sql } from 'drizzle-orm'

/** End of a day, Paris time, as an exclusive bound; without a day, the end of time. */
export const endOf = (day: string | undefined): SQL => (day ? sql`((${day}::date + 1)::timestamp at time zone 'Europe/Paris')` : sql`'infinity'::timestamptz`)

/** Beginning of a day, Paris time. */
export const startOf = (day: string): SQL => sql`(${day}::date::timestamp at time zone 'Europe/Paris')`

/** The calendar day in Paris of an instant, YYYY-MM-DD. */
export const parisDay = (at: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(at)
