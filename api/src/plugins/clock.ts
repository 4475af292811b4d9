import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'

/**
 * An instant so many seconds from now by the clock of the database, which is also what decides whether it has passed: a server
 * whose own clock is wrong grants nothing for longer. Milliseconds, as a Date has.
 */
export async function fromNow(db: Db, seconds: number): Promise<Date> {
  const { rows: [row] } = await db.execute<{ ms: string }>(sql`select floor(extract(epoch from now()) * 1000)::bigint::text as ms`)
  return new Date(Number(row?.ms) + seconds * 1000)
}
