import { type SQL, sql } from 'drizzle-orm'

/** End of a day, Paris time, as an exclusive bound; without a day, the end of time. */
export const endOf = (day: string | undefined): SQL => (day ? sql`((${day}::date + 1)::timestamp at time zone 'Europe/Paris')` : sql`'infinity'::timestamptz`)
