import { type Db, newId, schema } from '@convergence/db'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { isLive } from '../auth/live.ts'
import { insertAccessLink, linkOf } from '../links/links.ts'
import { refusedLink } from '../links/secret.ts'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { requireEditable, requireSession } from '../sessions/commands.ts'
import { passErrors } from './errors.ts'
import { defaultEnd, endHolds } from './rules.ts'
import type { PassCreate } from './schemas.ts'

const { accessLinks, grants, sessions, signIns, users } = schema
/** Of one session at a time: a table each, and some to spare. */
const MOST_PASSES = 60
const creators = sql<string | null>`(select u.name from users u where u.id = ${accessLinks.createdBy})`
const state = sql<'working' | 'expired' | 'revoked'>`case when ${accessLinks.revokedAt} is not null or ${users.disabledAt} is not null then 'revoked' when ${accessLinks.expiresAt} <= now() then 'expired' else 'working' end`

const select = (db: Db) => db.select({ id: accessLinks.id, sessionId: accessLinks.sessionId, perimeterId: accessLinks.perimeterId, userId: users.id, label: users.name, endsAt: accessLinks.expiresAt, state, lastUsedAt: accessLinks.lastUsedAt, createdAt: accessLinks.createdAt, createdByName: creators })
  .from(accessLinks).innerJoin(users, eq(users.id, accessLinks.objectId)).$dynamic()
const ofSession = (sessionId: string) => and(eq(accessLinks.purpose, 'pass'), eq(accessLinks.sessionId, sessionId))

/** The passes of a session within reach, the newest first; never their secrets. */
export async function listPasses(db: Db, request: FastifyRequest, sessionId: string) {
  await requireSession(db, sessionId, request.reach)
  return (await select(db).where(ofSession(sessionId)).orderBy(desc(accessLinks.createdAt), desc(accessLinks.id)).limit(500)).map((row) => ({ ...row, sessionId }))
}

/**
 * Makes a pass: a temporary account that facilitates in the perimeter of the session, held to that session wherever it calls
 * (`auth/pass.ts`), and the private link that opens it. The secret is in this answer alone.
 */
export async function createPass(tx: Db, request: FastifyRequest, sessionId: string, { label, endsAt }: z.output<typeof PassCreate>) {
  const session = await requireEditable(tx, sessionId, request.reach)
  const now = new Date()
  const end = endsAt ?? defaultEnd(session.startsAt, session.timeZone, now)
  if (!endHolds(end, session.startsAt, now)) throw passErrors['pass-end-invalid']({ errors: [{ pointer: '/endsAt', code: 'out_of_range', message: 'now < endsAt <= session + 7 d' }] })
  if ((await tx.$count(accessLinks, and(ofSession(sessionId), isNull(accessLinks.revokedAt), gt(accessLinks.expiresAt, sql`now()`)))) >= MOST_PASSES) throw passErrors['too-many-passes']({ params: { most: MOST_PASSES } })
  const userId = newId()
  await tx.insert(users).values({ id: userId, email: `${userId}@pass.invalid`, name: label, digest: false, expiresAt: end })
  await tx.insert(grants).values({ userId, role: 'facilitator', perimeterId: session.perimeterId })
  const link = await insertAccessLink(tx, { purpose: 'pass', objectId: userId, sessionId, perimeterId: session.perimeterId, expiresInDays: 0, expiresAt: end, createdBy: principalIn(request).userId })
  await record(tx, request, { type: 'pass.created', objectId: link.id, perimeterId: session.perimeterId, after: { label, sessionId, expiresAt: end } })
  const [row] = await select(tx).where(eq(accessLinks.id, link.id))
  if (!row) throw new Error('insert returned no row')
  return { ...row, sessionId, path: '/passe', secret: link.secret }
}

/** Ends a pass at once: its link, its account and every browser it signed in. */
export async function endPass(tx: Db, request: FastifyRequest, sessionId: string, id: string): Promise<void> {
  await requireSession(tx, sessionId, request.reach)
  const [pass] = await select(tx).where(and(ofSession(sessionId), eq(accessLinks.id, id), isNull(accessLinks.revokedAt), gt(accessLinks.expiresAt, sql`now()`)))
  if (!pass) throw passErrors['pass-not-found']()
  await tx.update(accessLinks).set({ revokedAt: sql`now()`, version: sql`${accessLinks.version} + 1`, updatedAt: sql`now()` }).where(eq(accessLinks.id, id))
  await tx.update(users).set({ disabledAt: sql`now()`, version: sql`${users.version} + 1`, updatedAt: sql`now()` }).where(eq(users.id, pass.userId))
  await tx.delete(signIns).where(eq(signIns.userId, pass.userId))
  await record(tx, request, { type: 'pass.ended', objectId: id, perimeterId: pass.perimeterId, after: { label: pass.label, sessionId } })
}

/** The account that the private link of a request opens. 401 `link-refused` when the link, the account or the session has ended. */
export async function accountOfPass(db: Db, request: FastifyRequest): Promise<string> {
  const link = await linkOf(db, request, 'pass')
  const [live] = await db.select({ id: users.id }).from(users).innerJoin(sessions, and(eq(sessions.id, link.sessionId ?? link.id), isNull(sessions.deletedAt))).where(and(eq(users.id, link.objectId), isLive()))
  if (!live) throw await refusedLink(db, request)
  return live.id
}
