import { type Db, schema } from '@convergence/db'
import { and, eq, exists, ne, sql } from 'drizzle-orm'
import { isLive } from '../auth/live.ts'
import type { Found, Identity } from './rules.ts'

const { identities, users } = schema

const live = sql<boolean>`coalesce(${isLive()}, false)`

/** The account bound to an identity, and that of its verified address; both locked until the transaction ends, so that two first sign-ins at once bind once. */
export async function findAccounts(tx: Db, { issuer, subject, verifiedEmail }: Identity): Promise<Found> {
  const [bound] = await tx.select({ userId: users.id, live }).from(identities).innerJoin(users, eq(users.id, identities.userId)).where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
  if (bound || verifiedEmail === null) return { bound: bound ?? null, byEmail: null }
  const boundElsewhere = exists(tx.select({ one: sql`1` }).from(identities).where(and(eq(identities.userId, users.id), eq(identities.issuer, issuer), ne(identities.subject, subject))))
  const [account] = await tx.select({ userId: users.id }).from(users).where(eq(sql`lower(${users.email})`, verifiedEmail.toLowerCase())).for('update')
  if (!account) return { bound: null, byEmail: null }
  const [byEmail] = await tx.select({ userId: users.id, live, boundElsewhere: sql<boolean>`${boundElsewhere}` }).from(users).where(eq(users.id, account.userId))
  return { bound: null, byEmail: byEmail ?? null }
}

/** Binds an identity to an account; nothing where it is bound already. */
export const insertIdentity = (tx: Db, userId: string, { issuer, subject }: Identity) => tx.insert(identities).values({ userId, issuer, subject }).onConflictDoNothing()
