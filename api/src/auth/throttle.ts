import { type Db, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import type { ProblemExtras } from '../errors.ts'
import { authErrors } from './errors.ts'

const { signInFailures } = schema
const FREE_TRIES = 10
const WINDOW_MINUTES = 15

// Per account AND source together, so that nobody locks somebody else out from elsewhere; the source alone has a wider limit.
const keysOf = (email: string, source: string) => ({ pair: `pair:${email.toLowerCase()}|${source}`, source: `source:${source}` })

/**
 * Counts a try, and refuses it when this account from this source, or this source over all accounts, failed too often in
 * the window. The try is counted before the password is looked at: a hundred sent at once would else all be looked at.
 */
export async function takeTry(db: Db, email: string, source: string): Promise<void> {
  const keys = keysOf(email, source)
  await countTry(db, keys.pair, FREE_TRIES, authErrors['sign-in-throttled'])
  await countTry(db, keys.source, FREE_TRIES * 10, authErrors['sign-in-throttled'])
}

/** Counts one try under a key, and throws the refusal beyond `limit` within the window. A window that has passed starts anew. */
export async function countTry(db: Db, key: string, limit: number, refusal: (extras: ProblemExtras) => Error): Promise<void> {
  const [row] = await db.insert(signInFailures).values({ key, count: 1, windowStartedAt: sql`now()` }).onConflictDoUpdate({
    target: signInFailures.key,
    set: {
      count: sql`case when ${signInFailures.windowStartedAt} < now() - make_interval(mins => ${WINDOW_MINUTES}) then 1 else least(${signInFailures.count}, 1000000) + 1 end`,
      windowStartedAt: sql`case when ${signInFailures.windowStartedAt} < now() - make_interval(mins => ${WINDOW_MINUTES}) then now() else ${signInFailures.windowStartedAt} end`,
    },
  }).returning({ count: signInFailures.count, seconds: sql<number>`greatest(1, ceil(extract(epoch from ${signInFailures.windowStartedAt} + make_interval(mins => ${WINDOW_MINUTES}) - now())))::int` })
  if (row && row.count > limit) throw refusal({ params: { seconds: row.seconds }, headers: { 'retry-after': String(row.seconds) } })
}

const codeKeyOf = (userId: string): string => `code:${userId}`

/**
 * Counts a try of a code, per account whatever the source: only who gave the password comes this far, so nobody else can
 * use it to lock the owner out, and a million codes are not to be tried from a thousand addresses.
 */
export const takeCodeTry = (db: Db, userId: string): Promise<void> => countTry(db, codeKeyOf(userId), FREE_TRIES, authErrors['sign-in-throttled'])

export const forgetCodeTries = (db: Db, userId: string) => db.delete(signInFailures).where(eq(signInFailures.key, codeKeyOf(userId)))

/** A try that succeeded was no failure: the account starts anew, and the source gets its try back. */
export async function forgetFailures(db: Db, email: string, source: string): Promise<void> {
  const keys = keysOf(email, source)
  await db.delete(signInFailures).where(eq(signInFailures.key, keys.pair))
  await db.update(signInFailures).set({ count: sql`greatest(0, ${signInFailures.count} - 1)` }).where(eq(signInFailures.key, keys.source))
}
