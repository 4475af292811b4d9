import { type Db, schema } from '@convergence/db'
import { and, desc, eq, getTableColumns, inArray, isNull, min, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { operationErrors } from './errors.ts'
import type { OperationFilter } from './schemas.ts'

const { auditEntries, attendances, positions, pointVersions, sessionOperations, sessions, users } = schema

export type OperationRow = typeof sessionOperations.$inferSelect
export type LockedSession = NonNullable<Awaited<ReturnType<typeof lockSession>>>

/**
 * The session, held until the transaction ends: what devices send, and what is recorded without a queue, is taken one
 * after the other, so that nobody writes between a look at what stands and the row based on it.
 */
export async function lockSession(tx: Db, id: string, reach: Reach) {
  const [row] = await tx.select({ id: sessions.id, title: sessions.title, status: sessions.status, perimeterId: sessions.perimeterId, startsAt: sessions.startsAt, createdAt: sessions.createdAt }).from(sessions).where(and(eq(sessions.id, id), isNull(sessions.deletedAt), within(sessions.perimeterId, reach))).for('no key update')
  return row ?? null
}

/** The database's clock, which all servers share. */
export async function readClock(db: Db): Promise<Date> {
  const { rows } = await db.execute<{ now: string }>(sql`select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`)
  return new Date(rows[0]?.now ?? Date.now())
}

/** When the session was first opened; null when no opening was recorded. */
export async function openedAt(db: Db, sessionId: string): Promise<Date | null> {
  const [row] = await db.select({ at: min(auditEntries.at) }).from(auditEntries).where(and(eq(auditEntries.objectType, 'session'), eq(auditEntries.objectId, sessionId), eq(auditEntries.action, 'session.opened')))
  return row?.at ?? null
}

/** The last operation that a device sent to a session. */
export async function lastOf(db: Db, sessionId: string, deviceId: string) {
  const [row] = await db.select({ sequence: sessionOperations.sequence, saidAt: sessionOperations.saidAt, recordedBy: sessionOperations.recordedBy }).from(sessionOperations).where(and(eq(sessionOperations.sessionId, sessionId), eq(sessionOperations.deviceId, deviceId))).orderBy(desc(sessionOperations.sequence)).limit(1)
  return row ?? null
}

export const findOperations = (db: Db, ids: readonly string[]) => db.select().from(sessionOperations).where(inArray(sessionOperations.id, [...ids]))

export async function findOperation(db: Db, sessionId: string, id: string): Promise<OperationRow | null> {
  const [row] = await db.select().from(sessionOperations).where(and(eq(sessionOperations.sessionId, sessionId), eq(sessionOperations.id, id)))
  return row ?? null
}

export const setStatus = (db: Db, id: string, status: OperationRow['status']) => db.update(sessionOperations).set({ status }).where(eq(sessionOperations.id, id))

/**
 * What an id in `basedOn` stands for: the row that an applied operation made; for a refused one, what that one was based on; else
 * the id itself. Null: nothing.
 */
export async function resolveBase(db: Db, sessionId: string, id: string): Promise<string | null> {
  const { rows } = await db.execute<{ id: string | null; status: string | null; result: string | null }>(sql`with recursive walk(id, depth) as (
      select ${id}::uuid, 0
      union all
      select o.based_on, w.depth + 1 from walk w join session_operations o on o.id = w.id and o.session_id = ${sessionId}
      where o.status in ('refused', 'discarded') and o.opposed_id is null and w.depth < 5000
    ) select w.id, o.status, o.result_id as result from walk w left join session_operations o on o.id = w.id and o.session_id = ${sessionId} order by w.depth desc limit 1`)
  const [last] = rows
  return last?.status === 'applied' ? (last.result ?? last.id) : (last?.id ?? null)
}

/** The point that an id names, or that one of the device's own operations made; refused with the operation that should have. */
export async function resolvePoint(db: Db, sessionId: string, id: string): Promise<string> {
  const maker = await findOperation(db, sessionId, id)
  if (maker && maker.status !== 'applied') throw operationErrors['operation-depends-on-refused']()
  return maker?.resultId ?? id
}

/** The rows that ids name, or that the operations with these ids made. */
export async function resolveRows(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const made = new Map((await findOperations(db, [...ids])).map((row) => [row.id, row.resultId]))
  return new Set(ids.map((id) => made.get(id) ?? id))
}

/** The position of a holder on a wording, recorded at this session, that stands now. */
export async function standingPosition(db: Db, sessionId: string, versionId: string, holderId: string) {
  const [row] = await db.select().from(positions).where(and(eq(positions.sessionId, sessionId), eq(positions.pointVersionId, versionId), eq(positions.holderId, holderId), isNull(positions.withdrawnAt)))
    .orderBy(desc(positions.statedAt), desc(positions.recordedAt), desc(positions.id)).limit(1)
  return row ?? null
}

export async function findPositionRow(db: Db, id: string) {
  const [row] = await db.select().from(positions).where(eq(positions.id, id))
  return row ?? null
}

export async function findVersion(db: Db, id: string) {
  const [row] = await db.select().from(pointVersions).where(eq(pointVersions.id, id))
  return row ?? null
}

/** The wording in force of a point, or its first one. */
export async function versionOf(db: Db, pointId: string, which: 'first' | 'last') {
  const [row] = await db.select().from(pointVersions).where(eq(pointVersions.pointId, pointId)).orderBy(which === 'last' ? desc(pointVersions.number) : pointVersions.number).limit(1)
  return row ?? null
}

export async function findAttendance(db: Db, sessionId: string, stakeholderId: string) {
  const [row] = await db.select().from(attendances).where(and(eq(attendances.sessionId, sessionId), eq(attendances.stakeholderId, stakeholderId))).for('update')
  return row ?? null
}

const sorts = { sequence: sessionOperations.sequence, receivedAt: sessionOperations.receivedAt }

/** One page of what devices did at a session. */
export function listOperations(db: Db, sessionId: string, page: PageRequest & OperationFilter, secret: string) {
  const k = keyset(page, sorts, sessionOperations.id, secret)
  const where: SQL | undefined = and(eq(sessionOperations.sessionId, sessionId), page.deviceId ? eq(sessionOperations.deviceId, page.deviceId) : undefined, page.status ? inArray(sessionOperations.status, page.status) : undefined, k.where)
  return db.select({ ...getTableColumns(sessionOperations), recordedByName: users.name, key: k.key }).from(sessionOperations).leftJoin(users, eq(users.id, sessionOperations.recordedBy)).where(where).orderBy(...k.orderBy).limit(k.limit)
}
