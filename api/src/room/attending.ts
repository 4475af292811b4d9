import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { record } from '../plugins/record.ts'
import { hasPositions } from '../sessions/tally.ts'
import { roomErrors } from './errors.ts'

const { attendances, checkIns, invitations } = schema
type Attendance = typeof attendances.$inferSelect

/** Refuses a stakeholder that is neither invited to the session nor attending it. */
export async function requireListed(tx: Db, sessionId: string, stakeholderId: string): Promise<void> {
  const asked = await tx.$count(invitations, and(eq(invitations.sessionId, sessionId), eq(invitations.stakeholderId, stakeholderId)))
  const here = asked > 0 ? 1 : await tx.$count(attendances, and(eq(attendances.sessionId, sessionId), eq(attendances.stakeholderId, stakeholderId)))
  if (here === 0) throw roomErrors['check-in-organisation-unlisted']({ errors: [{ pointer: '/stakeholderId', code: 'unlisted', message: 'neither invited nor attending' }] })
}

/**
 * Brings the attendance of a stakeholder in step with its check-ins. The row is locked before they are counted: each
 * transaction that waits sees those of the one before, so that people who come in at once are counted exactly.
 */
export async function countHeads(tx: Db, request: FastifyRequest, session: { id: string; perimeterId: string }, stakeholderId: string): Promise<void> {
  const of = and(eq(attendances.sessionId, session.id), eq(attendances.stakeholderId, stakeholderId))
  const made = await tx.insert(attendances).values({ sessionId: session.id, stakeholderId, status: 'absent', headcount: 0, method: 'code' }).onConflictDoNothing().returning()
  const [before] = await tx.select().from(attendances).where(of).for('update')
  if (!before) return
  const people = await tx.select({ method: checkIns.method, at: checkIns.at }).from(checkIns).where(and(eq(checkIns.sessionId, session.id), eq(checkIns.stakeholderId, stakeholderId), isNull(checkIns.withdrawnAt))).orderBy(checkIns.at)
  const first = people[0]
  if (!first) return emptied(tx, request, session, before)
  const observes = await isObserver(tx, session.id, stakeholderId)
  const { leftAt, ...change } = attendanceFor(before, people.length, first, observes)
  const [after] = await tx.update(attendances).set({ ...change, ...(before.leftAt && people.some((p) => before.leftAt && p.at > before.leftAt) ? { leftAt } : {}), version: sql`${attendances.version} + 1`, updatedAt: new Date() }).where(eq(attendances.id, before.id)).returning()
  await record(tx, request, { type: made.length > 0 ? 'attendance.created' : 'attendance.updated', objectId: before.id, perimeterId: session.perimeterId, before: made.length > 0 ? undefined : before, after })
}

const inRoom = (status: string): boolean => ['present', 'remote', 'observer'].includes(status)

/** A list that counted more people than came by code keeps its count: not everybody has a phone. */
function attendanceFor(before: Attendance, people: number, first: { method: Attendance['method']; at: Date }, observes: boolean) {
  const listed = inRoom(before.status) && before.method === 'list'
  if (listed) return { headcount: Math.max(before.headcount, people), leftAt: null }
  const status = inRoom(before.status) ? before.status : observes ? ('observer' as const) : ('present' as const)
  return { status, headcount: people, method: first.method, arrivedAt: before.arrivedAt ?? first.at, proxyId: null, leftAt: null }
}

async function isObserver(tx: Db, sessionId: string, stakeholderId: string): Promise<boolean> {
  return (await tx.$count(invitations, and(eq(invitations.sessionId, sessionId), eq(invitations.stakeholderId, stakeholderId), eq(invitations.role, 'observer')))) > 0
}

/** Nobody is left of those who came by code: an attendance that only they made goes, unless a position stands on it. */
async function emptied(tx: Db, request: FastifyRequest, session: { id: string; perimeterId: string }, before: Attendance): Promise<void> {
  if (before.method === 'list' || (await hasPositions(tx, session.id, before.stakeholderId))) return
  await tx.delete(attendances).where(eq(attendances.id, before.id))
  await record(tx, request, { type: 'attendance.removed', objectId: before.id, perimeterId: session.perimeterId, before })
}
