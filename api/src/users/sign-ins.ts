import { type Db, schema } from '@convergence/db'
import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { IDLE_HOURS } from '../auth/principal.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { requireUser } from './commands.ts'
import { userErrors } from './errors.ts'
import { endSignIns } from './queries.ts'

const { identities, signIns } = schema

const open = (): SQL | undefined => and(gt(signIns.expiresAt, sql`now()`), gt(signIns.lastSeenAt, sql`now() - make_interval(hours => ${sql.raw(String(IDLE_HOURS))})`))

/** The browsers that an account is signed in on, the last seen first; those whose time has passed open nothing and are not told. */
export async function listSignIns(db: Db, request: FastifyRequest, userId: string) {
  const { signInId } = principalIn(request)
  const rows = await db.select().from(signIns).where(and(eq(signIns.userId, userId), open())).orderBy(sql`${signIns.lastSeenAt} desc`)
  return { items: rows.map((row) => ({ ...row, current: row.id === signInId })), nextCursor: null }
}

/** Ends one browser of an account; false where it is none of it. */
export async function deleteSignInOf(db: Db, userId: string, id: string): Promise<boolean> {
  return (await db.delete(signIns).where(and(eq(signIns.id, id), eq(signIns.userId, userId))).returning({ id: signIns.id })).length > 0
}

/** An administrator ends one browser of an account within reach. */
export async function endSignInOf(tx: Db, request: FastifyRequest, userId: string, id: string): Promise<void> {
  await requireUser(tx, userId, request.reach)
  if (!(await deleteSignInOf(tx, userId, id))) throw userErrors['sign-in-not-found']()
  await record(tx, request, { type: 'user.sign-in-ended', objectId: userId })
}

/** An administrator ends every browser of an account within reach, and what was begun there; their own goes on where it is their own account. */
export async function endSignInsOf(tx: Db, request: FastifyRequest, userId: string): Promise<void> {
  await requireUser(tx, userId, request.reach)
  await endSignIns(tx, userId, principalIn(request).signInId)
  await record(tx, request, { type: 'user.sign-ins-ended', objectId: userId })
}

/** An administrator unbinds an account from the provider, as when its address went to somebody else there: the next verified sign-in with the address binds anew. */
export async function removeIdentity(tx: Db, request: FastifyRequest, userId: string): Promise<void> {
  await requireUser(tx, userId, request.reach)
  const removed = await tx.delete(identities).where(eq(identities.userId, userId)).returning({ issuer: identities.issuer })
  if (removed.length === 0) throw userErrors['identity-none']()
  await tx.delete(signIns).where(and(eq(signIns.userId, userId), eq(signIns.method, 'oidc')))
  await record(tx, request, { type: 'user.identity-removed', objectId: userId, before: { issuer: removed.map((r) => r.issuer).join(', ') } })
}
