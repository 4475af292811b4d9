import { type Db, schema } from '@convergence/db'
import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { fromNow } from '../plugins/clock.ts'
import { isLive } from './live.ts'
import type { SignInMethod } from './queries.ts'
import { hashToken, newToken } from './tokens.ts'

const { signInAttempts, users } = schema
export const ATTEMPT_MINUTES = 10

/** Notes that an account gave its first factor and owes a code; the token is for the cookie, only its hash is stored. Those that ran out go. */
export async function openAttempt(db: Db, userId: string, method: SignInMethod): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken()
  const expiresAt = await fromNow(db, ATTEMPT_MINUTES * 60)
  await db.delete(signInAttempts).where(lt(signInAttempts.expiresAt, sql`now()`))
  await db.insert(signInAttempts).values({ userId, sealed: method, secretHash: hashToken(token), expiresAt })
  return { token, expiresAt }
}

/** The attempt of this browser with the account it is of; null when it ran out, was used, or the account may no longer sign in. */
export async function findAttempt(db: Db, token: string) {
  const [row] = await db.select({ id: signInAttempts.id, userId: users.id, method: signInAttempts.sealed }).from(signInAttempts).innerJoin(users, and(eq(users.id, signInAttempts.userId), isLive()))
    .where(and(eq(signInAttempts.secretHash, hashToken(token)), gt(signInAttempts.expiresAt, sql`now()`)))
  return row ? { ...row, method: row.method === 'oidc' ? ('oidc' as const) : ('password' as const) } : null
}

/** Uses the attempt up; false when another request was first. */
export async function closeAttempt(db: Db, id: string): Promise<boolean> {
  return (await db.delete(signInAttempts).where(eq(signInAttempts.id, id)).returning({ id: signInAttempts.id })).length > 0
}
