import { type Db, schema } from '@convergence/db'
import { eq, inArray, sql } from 'drizzle-orm'
import { authErrors } from './errors.ts'

const { signInFailures } = schema
const FREE_TRIES = 10
const WINDOW_MINUTES = 15

// Per account AND source together, so that nobody locks somebody else out from elsewhere; the source alone has a wider limit.
const keysOf = (email: string, source: string) => ({ pair: `pair:${email.toLowerCase()}|${source}`, source: `source:${source}` })

/** Refuses when this account from this source, or this source over all accounts, failed too often in the window. */
export async function requireTries(db: Db, email: string, source: string): Promise<void> {
  const keys = keysOf(email, source)
  const rows = await db.select({ key: signInFailures.key, count: signInFailures.count, seconds: sql<number>`greatest(1, ceil(extract(epoch from ${signInFailures.windowStartedAt} + make_interval(mins => ${WINDOW_MINUTES}) - now())))::int` })
    .from(signInFailures).where(inArray(signInFailures.key, [keys.pair, keys.source]))
  for (const row of rows) {
    const limit = row.key === keys.pair ? FREE_TRIES : FREE_TRIES * 10
    if (row.count >= limit && row.seconds > 1) throw authErrors['sign-in-throttled']({ params: { seconds: row.seconds }, headers: { 'retry-after': String(row.seconds) } })
  }
}

/** Counts a failure; a window that has passed starts anew. */
export async function countFailure(db: Db, email: string, source: string): Promise<void> {
  for (const key of Object.values(keysOf(email, source))) {
    await db.insert(signInFailures).values({ key, count: 1, windowStartedAt: new Date() }).onConflictDoUpdate({
      target: signInFailures.key,
      set: {
        count: sql`case when ${signInFailures.windowStartedAt} < now() - make_interval(mins => ${WINDOW_MINUTES}) then 1 else ${signInFailures.count} + 1 end`,
        windowStartedAt: sql`case when ${signInFailures.windowStartedAt} < now() - make_interval(mins => ${WINDOW_MINUTES}) then now() else ${signInFailures.windowStartedAt} end`,
      },
    })
  }
}

export const forgetFailures = async (db: Db, email: string, source: string): Promise<void> => {
  await db.delete(signInFailures).where(eq(signInFailures.key, keysOf(email, source).pair))
}
