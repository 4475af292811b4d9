import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { requireEditable } from './commands.ts'
import { sessionErrors } from './errors.ts'
import { requireMandate, requireStakeholders } from './participants.ts'
import type { AttendanceBatch, AttendanceCreate, AttendancePatch } from './schemas.parts.ts'
import { countProxies, requireProxy } from './proxy.ts'
import { hasPositions } from './tally.ts'

const { attendances, mandates, stakeholders } = schema
const proxy = alias(stakeholders, 'proxy')
const person = alias(stakeholders, 'person')
type Status = z.output<typeof AttendanceBatch>['status']

const selectAttendances = (db: Db, sessionId: string, id?: string) =>
  db.select({ ...getTableColumns(attendances), stakeholderName: stakeholders.name, personName: person.name, proxyName: proxy.name }).from(attendances)
    .innerJoin(stakeholders, eq(stakeholders.id, attendances.stakeholderId))
    .leftJoin(mandates, eq(mandates.id, attendances.mandateId))
    .leftJoin(person, eq(person.id, mandates.personId))
    .leftJoin(proxy, eq(proxy.id, attendances.proxyId))
    .where(and(eq(attendances.sessionId, sessionId), id ? eq(attendances.id, id) : undefined))

/** Who came, by name. */
export const listAttendances = (db: Db, sessionId: string) => selectAttendances(db, sessionId).orderBy(asc(stakeholders.searchName), asc(attendances.id))

export async function requireAttendance(db: Db, sessionId: string, id: string) {
  const [row] = await selectAttendances(db, sessionId, id)
  if (!row) throw sessionErrors['attendance-not-found']()
  return row
}

/** Somebody who is not in the room counts for no head. */
export const headsOf = (status: Status): number => (status === 'present' || status === 'remote' || status === 'observer' ? 1 : 0)

export async function recordAttendance(tx: Db, request: FastifyRequest, sessionId: string, body: z.output<typeof AttendanceCreate>) {
  const head = await requireEditable(tx, sessionId, request.reach)
  await requireStakeholders(tx, [body.stakeholderId], request.reach, '/stakeholderId')
  await requireMandate(tx, head, body.stakeholderId, body.mandateId)
  requireTimes(body.arrivedAt ?? null, body.leftAt ?? null)
  const { stakeholderId, status } = body
  await requireProxy(tx, sessionId, { stakeholderId, status, proxyId: body.proxyId ?? null })
  const [made] = await tx.insert(attendances).values({ ...present(body), headcount: body.headcount ?? headsOf(status), stakeholderId, status, sessionId, recordedBy: principalIn(request).userId }).onConflictDoNothing().returning({ id: attendances.id })
  if (!made) throw sessionErrors['attendance-already-recorded']()
  const row = await requireAttendance(tx, sessionId, made.id)
  await record(tx, request, { type: 'attendance.created', objectId: row.id, perimeterId: head.perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchAttendance(tx: Db, request: FastifyRequest, sessionId: string, id: string, patch: z.output<typeof AttendancePatch>) {
  await requireEditable(tx, sessionId, request.reach)
  requireMatch(request, (await requireAttendance(tx, sessionId, id)).version)
  return changeAttendance(tx, request, sessionId, id, patch)
}

/** Changes an attendance whatever its version. */
export async function changeAttendance(tx: Db, request: FastifyRequest, sessionId: string, id: string, patch: z.output<typeof AttendancePatch>) {
  const head = await requireEditable(tx, sessionId, request.reach)
  const before = await requireAttendance(tx, sessionId, id)
  await requireMandate(tx, head, before.stakeholderId, patch.mandateId)
  requireTimes(patch.arrivedAt === undefined ? before.arrivedAt : patch.arrivedAt, patch.leftAt === undefined ? before.leftAt : patch.leftAt)
  const status = patch.status ?? before.status
  const proxyId = patch.proxyId === undefined ? (status === 'represented' ? before.proxyId : null) : patch.proxyId
  await requireProxy(tx, sessionId, { stakeholderId: before.stakeholderId, status, proxyId })
  const heads = patch.status && patch.headcount === undefined && headsOf(patch.status) !== headsOf(before.status) ? { headcount: headsOf(patch.status) } : {}
  const done = await tx.update(attendances).set({ ...present(patch), ...heads, proxyId, version: sql`${attendances.version} + 1`, updatedAt: new Date() }).where(and(eq(attendances.id, id), eq(attendances.version, before.version))).returning({ id: attendances.id })
  if (done.length === 0) throw commonErrors['stale-version']()
  const row = await requireAttendance(tx, sessionId, id)
  await record(tx, request, { type: 'attendance.updated', objectId: id, perimeterId: head.perimeterId, before, after: row })
  return row
}

/** The same attendance for many: new rows for some, changed ones for others, all or none. */
export async function recordAttendances(tx: Db, request: FastifyRequest, sessionId: string, { stakeholderIds, status }: z.output<typeof AttendanceBatch>) {
  const head = await requireEditable(tx, sessionId, request.reach)
  await requireStakeholders(tx, stakeholderIds, request.reach, '/stakeholderIds')
  const ids = [...new Set(stakeholderIds)]
  const before = await tx.select().from(attendances).where(and(eq(attendances.sessionId, sessionId), inArray(attendances.stakeholderId, ids))).for('update')
  if (status === 'represented' && (await countProxies(tx, sessionId, ids)) > 0) throw sessionErrors['attendance-proxy-chain']()
  // Once the session is open, who is marked as there arrives now: late, and said so.
  const arrival = head.status === 'open' && headsOf(status) > 0 ? { arrivedAt: new Date() } : {}
  const back = 'arrivedAt' in arrival ? { arrivedAt: sql`coalesce(${attendances.arrivedAt}, ${arrival.arrivedAt.toISOString()}::timestamptz)`, leftAt: null } : {}
  const values = ids.map((stakeholderId) => ({ sessionId, stakeholderId, status, headcount: headsOf(status), ...arrival, recordedBy: principalIn(request).userId }))
  const after = await tx.insert(attendances).values(values)
    .onConflictDoUpdate({ target: [attendances.sessionId, attendances.stakeholderId], set: { status, headcount: headsOf(status), ...back, ...(status === 'represented' ? {} : { proxyId: null }), version: sql`${attendances.version} + 1`, updatedAt: new Date() }, setWhere: sql`${attendances.status} <> ${status}` }).returning()
  await record(tx, request, ...after.map((row) => {
    const was = before.find((b) => b.id === row.id)
    return { type: was ? ('attendance.updated' as const) : ('attendance.created' as const), objectId: row.id, perimeterId: head.perimeterId, before: was, after: row }
  }))
  return listAttendances(tx, sessionId)
}

export async function removeAttendance(tx: Db, request: FastifyRequest, sessionId: string, id: string): Promise<void> {
  const head = await requireEditable(tx, sessionId, request.reach)
  const before = await requireAttendance(tx, sessionId, id)
  requireMatch(request, before.version)
  if (await hasPositions(tx, sessionId, before.stakeholderId)) throw sessionErrors['attendance-has-positions']()
  await tx.delete(attendances).where(eq(attendances.id, id))
  await record(tx, request, { type: 'attendance.removed', objectId: id, perimeterId: head.perimeterId, before })
}

function requireTimes(arrivedAt: Date | null, leftAt: Date | null): void {
  if (arrivedAt && leftAt && leftAt < arrivedAt) throw sessionErrors['attendance-leaves-before-arrival']({ errors: [{ pointer: '/leftAt', code: 'before_arrival', message: 'leftAt < arrivedAt' }] })
}
