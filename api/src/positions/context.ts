import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'

const { points, pointVersions, sessions, stakeholders, mandates, attendances } = schema

/** The ids that a set of positions names. */
export interface Named { pointId?: string | undefined; pointVersionId?: string | undefined; holderId: string; mandateId?: string | null | undefined; sessionId?: string | null | undefined }

const distinct = (ids: (string | null | undefined)[]): string[] => [...new Set(ids.filter((id): id is string => Boolean(id)))]
const indexed = <T extends { id: string }>(rows: T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]))

export type RecordingContext = Awaited<ReturnType<typeof loadContext>>

/**
 * Everything that the refusals look at, in a handful of queries for any number of positions. Sessions and points are
 * locked against a concurrent closing or rewording until the transaction ends.
 */
export async function loadContext(tx: Db, rows: readonly Named[], reach: Reach) {
  const sessionIds = distinct(rows.map((r) => r.sessionId))
  const holderIds = distinct(rows.map((r) => r.holderId))
  const versions = await loadVersions(tx, distinct(rows.map((r) => r.pointId)), distinct(rows.map((r) => r.pointVersionId)))
  const pointIds = distinct(versions.map((v) => v.pointId)).sort()
  const held = pointIds.length === 0 ? [] : await tx.select().from(points).where(and(inArray(points.id, pointIds), isNull(points.deletedAt), within(points.perimeterId, reach))).orderBy(points.id).for('share')
  const met = sessionIds.length === 0 ? [] : await tx.select().from(sessions).where(and(inArray(sessions.id, sessionIds), isNull(sessions.deletedAt), within(sessions.perimeterId, reach))).orderBy(sessions.id).for('share')
  const attending = sessionIds.length === 0 ? [] : await tx.select().from(attendances).where(and(inArray(attendances.sessionId, sessionIds), inArray(attendances.stakeholderId, holderIds)))
  const holders = await tx.select().from(stakeholders).where(and(inArray(stakeholders.id, holderIds), isNull(stakeholders.deletedAt), reach === 'all' ? undefined : or(within(stakeholders.perimeterId, reach), inArray(stakeholders.id, attending.map((a) => a.stakeholderId)))))
  const mandateIds = distinct(rows.map((r) => r.mandateId))
  const spoken = mandateIds.length === 0 ? [] : await tx.select().from(mandates).where(and(inArray(mandates.id, mandateIds), isNull(mandates.deletedAt)))
  return {
    points: indexed(held), versions, sessions: indexed(met), holders: indexed(holders), mandates: indexed(spoken),
    attendance: new Map(attending.map((a) => [`${a.sessionId}/${a.stakeholderId}`, a])),
  }
}

async function loadVersions(tx: Db, pointIds: string[], versionIds: string[]) {
  const named = versionIds.length === 0 ? [] : await tx.select({ pointId: pointVersions.pointId }).from(pointVersions).where(inArray(pointVersions.id, versionIds))
  const all = distinct([...pointIds, ...named.map((v) => v.pointId)])
  return all.length === 0 ? [] : tx.select().from(pointVersions).where(inArray(pointVersions.pointId, all)).orderBy(pointVersions.pointId, pointVersions.number)
}

type Version = typeof pointVersions.$inferSelect

/** The version in force at an instant: the latest made by then, or the first for an earlier time. `versions` in order of number. */
export function versionAt(versions: readonly Version[], at: Date): Version | undefined {
  return versions.filter((v) => v.createdAt <= at).at(-1) ?? versions[0]
}

/** The conditions under which a holder attends a session. */
export const attendanceOf = (context: RecordingContext, sessionId: string | null | undefined, holderId: string) => (sessionId ? context.attendance.get(`${sessionId}/${holderId}`) ?? null : null)

/** True when the session exists within reach and still changes. */
export async function sessionStatus(tx: Db, sessionId: string) {
  const [row] = await tx.select({ status: sessions.status }).from(sessions).where(eq(sessions.id, sessionId)).for('share')
  return row?.status ?? null
}
