import { type Db, schema } from '@convergence/db'
import { and, asc, desc, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { dayIn, mandateCovers } from '../positions/rules.ts'
import { countWalkIns } from '../room/check-ins.ts'
import { listReadings } from '../room/read-backs.ts'
import { listAgenda } from './agenda.ts'
import type { SessionRow } from './queries.ts'
import { shortLabel } from './rules.ts'

const { attendances, categories, mandates, points, pointVersions, positions, stakeholders, users } = schema
const person = alias(stakeholders, 'person')

const boardColumns = {
  id: positions.id, pointId: positions.pointId, holderId: positions.holderId, versionId: positions.pointVersionId, versionNumber: pointVersions.number, state: positions.state, value: positions.value, reason: positions.reason,
  reservation: positions.reservation, condition: positions.condition, confirmation: positions.confirmation, manner: positions.manner, source: positions.source, statedAt: positions.statedAt, recordedAt: positions.recordedAt, recordedByName: users.name,
}

/** Everything that the recording screen needs of a session. */
export async function boardOf(db: Db, session: SessionRow) {
  const [agenda, here] = await Promise.all([listAgenda(db, session.id), positionsHere(db, session.id)])
  const planned = agenda.flatMap((item) => item.pointId ?? [])
  const ids = [...new Set([...planned, ...here.map((p) => p.pointId)])]
  const [shown, holders, before] = await Promise.all([findPointsShown(db, ids, new Set(planned)), findHolders(db, session, here.map((p) => p.holderId)), positionsBefore(db, session, ids)])
  const [readings, walkIns] = await Promise.all([listReadings(db, session.id), countWalkIns(db, session.id)])
  return { session, agenda, points: shown, holders, here, before, tallies: session.tally.points, readings, walkIns }
}

const positionRows = (db: Db) => db.selectDistinctOn([positions.pointId, positions.holderId, positions.pointVersionId], boardColumns).from(positions).innerJoin(pointVersions, eq(pointVersions.id, positions.pointVersionId)).leftJoin(users, eq(users.id, positions.recordedBy))
const latestFirst = [desc(positions.statedAt), desc(positions.recordedAt), desc(positions.id)] as const

const positionsHere = (db: Db, sessionId: string) =>
  positionRows(db).where(and(eq(positions.sessionId, sessionId), isNull(positions.withdrawnAt))).orderBy(positions.pointId, positions.holderId, positions.pointVersionId, ...latestFirst)

/** The last word of each holder before the session, whatever the wording: shown as a reminder, never counted. */
async function positionsBefore(db: Db, session: SessionRow, pointIds: string[]) {
  if (pointIds.length === 0) return []
  return db.selectDistinctOn([positions.pointId, positions.holderId], boardColumns).from(positions).innerJoin(pointVersions, eq(pointVersions.id, positions.pointVersionId)).leftJoin(users, eq(users.id, positions.recordedBy))
    .where(and(inArray(positions.pointId, pointIds), isNull(positions.withdrawnAt), lt(positions.statedAt, session.status === 'planned' ? new Date() : session.startsAt), or(isNull(positions.sessionId), ne(positions.sessionId, session.id))))
    .orderBy(positions.pointId, positions.holderId, ...latestFirst)
}

async function findPointsShown(db: Db, ids: string[], planned: Set<string>) {
  if (ids.length === 0) return []
  const rows = await db.selectDistinctOn([points.id], { id: points.id, reference: points.reference, title: points.title, fictional: points.fictional, versionId: pointVersions.id, versionNumber: pointVersions.number, statement: pointVersions.statement })
    .from(points).innerJoin(pointVersions, eq(pointVersions.pointId, points.id)).where(and(inArray(points.id, ids), isNull(points.deletedAt))).orderBy(points.id, desc(pointVersions.number))
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []).map((row) => ({ ...row, onAgenda: planned.has(row.id) }))
}

/** Who may take a position, and whoever did. */
async function findHolders(db: Db, session: SessionRow, spoke: string[]) {
  const attends = and(inArray(attendances.status, ['present', 'remote', 'represented']), ne(stakeholders.kind, 'person'))
  const rows = await db.select({
    id: stakeholders.id, name: stakeholders.name, kind: stakeholders.kind, fictional: stakeholders.fictional, categoryId: stakeholders.categoryId, categoryLabelFr: sql<string>`coalesce(${categories.labelFr}, '')`, categoryLabelEn: sql<string>`coalesce(${categories.labelEn}, '')`,
    icon: sql<string>`coalesce(${categories.icon}, '')`, colour: sql<number>`coalesce(${categories.colour}, 0)`, mandateId: attendances.mandateId, attendance: attendances,
  }).from(stakeholders)
    .leftJoin(attendances, and(eq(attendances.stakeholderId, stakeholders.id), eq(attendances.sessionId, session.id)))
    .leftJoin(categories, eq(categories.id, stakeholders.categoryId))
    .where(spoke.length > 0 ? or(attends, inArray(stakeholders.id, [...new Set(spoke)])) : attends).orderBy(asc(stakeholders.searchName), asc(stakeholders.id))
  const held = await mandatesOn(db, rows.map((row) => row.id), dayIn(session.startsAt, session.timeZone))
  return rows.map(({ attendance: a, ...row }) => ({
    ...row, shortLabel: shortLabel(row.name), mandates: held.filter((m) => m.organisationId === row.id).map(({ id, personName, role, spokesperson }) => ({ id, personName, role, spokesperson })),
    attendance: a ? { id: a.id, status: a.status, arrivedAt: a.arrivedAt, leftAt: a.leftAt, headcount: a.headcount, version: a.version } : null,
  }))
}

async function mandatesOn(db: Db, organisationIds: string[], day: string) {
  if (organisationIds.length === 0) return []
  const rows = await db.select({ id: mandates.id, organisationId: mandates.organisationId, role: mandates.role, spokesperson: mandates.spokesperson, startOn: mandates.startOn, endOn: mandates.endOn, personName: person.name })
    .from(mandates).innerJoin(person, eq(person.id, mandates.personId)).where(and(inArray(mandates.organisationId, organisationIds), isNull(mandates.deletedAt))).orderBy(desc(mandates.spokesperson), asc(person.searchName))
  return rows.filter((m) => mandateCovers(m, day))
}
