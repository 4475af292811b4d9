import { type Db, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import { fromNow } from '../plugins/clock.ts'
import { isLive } from './live.ts'
import { passFor } from './pass.ts'
import { ABSOLUTE_HOURS } from './principal.ts'
import { hashToken, newToken } from './tokens.ts'

const { users, grants, signIns } = schema

export async function findUserByEmail(db: Db, email: string) {
  const [user] = await db.select().from(users).where(and(eq(sql`lower(${users.email})`, email.toLowerCase()), isLive()))
  return user ?? null
}

export async function findDemoUser(db: Db, role: (typeof schema.role.enumValues)[number]) {
  const [row] = await db.select({ user: users }).from(users).innerJoin(grants, eq(grants.userId, users.id)).where(and(eq(users.demonstration, true), eq(grants.role, role), isLive())).limit(1)
  return row?.user ?? null
}

/** How a browser was signed in, as `sign_ins.method` keeps it. */
export type SignInMethod = 'password' | 'oidc' | 'pass' | 'demonstration'

/** Opens a sign-in and gives the token for the cookie; only its hash is stored. */
export async function insertSignIn(db: Db, userId: string, userAgent: string, method: SignInMethod = 'password'): Promise<{ token: string; maxAgeSeconds: number }> {
  const token = newToken()
  const maxAgeSeconds = ABSOLUTE_HOURS * 3600
  await db.insert(signIns).values({ userId, method, tokenHash: hashToken(token), userAgent: userAgent.slice(0, 300), expiresAt: await fromNow(db, maxAgeSeconds) })
  await db.update(users).set({ lastSignInAt: sql`now()` }).where(eq(users.id, userId))
  return { token, maxAgeSeconds }
}

/** Ends a sign-in, and says how it had been opened. */
export async function deleteSignIn(db: Db, id: string): Promise<string | null> {
  const [row] = await db.delete(signIns).where(eq(signIns.id, id)).returning({ method: signIns.method })
  return row?.method ?? null
}
export const deleteSignInByToken = (db: Db, token: string) => db.delete(signIns).where(eq(signIns.tokenHash, hashToken(token)))

/** Whether an account that may sign in wants a code of its own. */
export async function wantsCode(db: Db, userId: string): Promise<boolean> {
  const [user] = await db.select({ since: users.totpConfirmedAt }).from(users).where(eq(users.id, userId))
  return Boolean(user?.since)
}

/** A user with the grants, in the shape of `Me`. */
export async function findMe(db: Db, userId: string) {
  const [found] = await db.select({ passFor, id: users.id, name: users.name, email: users.email, locale: users.locale, digest: users.digest, hasPassword: sql<boolean>`${users.passwordHash} is not null`, totp: sql<boolean>`${users.totpConfirmedAt} is not null` }).from(users).where(eq(users.id, userId))
  const held = await db.select({ role: grants.role, perimeterId: grants.perimeterId }).from(grants).where(eq(grants.userId, userId)).orderBy(grants.role)
  if (!found) return null
  const { passFor: sessionId, ...user } = found
  return { user, grants: held, roles: [...new Set(held.map((g) => g.role))], passFor: sessionId }
}
