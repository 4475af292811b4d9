import { type Db, schema } from '@convergence/db'
import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { computeBoard } from '../convergence/board.ts'
import { findThresholds } from '../convergence/thresholds.ts'
import { dayIn, mandateCovers } from '../positions/rules.ts'
import { earlierHeld, positionsOf } from './records.positions.ts'

const { agendaItems, attendances, bodies, categories, checkIns, commitments, invitations, mandates, outcomes, perimeters, points, pointVersions, readBacks, sessions, stakeholders, users } = schema
const person = alias(stakeholders, 'person')
const proxy = alias(stakeholders, 'proxy')
const counterpart = alias(stakeholders, 'counterpart')

export type MinutesRecords = Awaited<ReturnType<typeof loadRecords>>

/**
 * Everything that minutes are made of, read column by column: no note that is internal is ever selected. `session` is
 * within reach already; what hangs on it is read whole, since the minutes are one document.
 */
export async function loadRecords(db: Db, sessionId: string, organisation: string) {
  const session = await findHead(db, sessionId)
  const day = dayIn(session.startsAt)
  const agenda = await listItems(db, sessionId)
  const positions = await positionsOf(db, sessionId)
  const planned = agenda.flatMap((item) => item.pointId ?? [])
  const pointIds = [...new Set([...planned, ...positions.map((row) => row.pointId)])]
  const board = pointIds.length === 0 ? [] : (await computeBoard(db, { asOf: day }, 'all', pointIds)).items
  return {
    organisation, session, day, dayOf: (at: Date) => dayIn(at, session.timeZone), agenda, positions, board, pointIds,
    thresholds: await findThresholds(db, day),
    versions: await listVersions(db, pointIds),
    held: await earlierHeld(db, day, positions),
    earlierSessions: await listEarlier(db, board.flatMap((item) => item.trend.flatMap((step) => step.sessionId ?? []))),
    came: await listCame(db, sessionId),
    invited: await listInvited(db, sessionId),
    walkIns: await listWalkIns(db, sessionId),
    colleges: await collegesOn(db, day, positions.map((row) => row.holderId)),
    readBacks: await listReadBacks(db, sessionId),
    commitments: await listCommitments(db, sessionId),
    outcomes: await listOutcomes(db, sessionId, pointIds, day),
  }
}

async function findHead(db: Db, id: string) {
  const [row] = await db.select({
    id: sessions.id, reference: sessions.reference, title: sessions.title, aim: sessions.aim, form: sessions.form, startsAt: sessions.startsAt, endsAt: sessions.endsAt, timeZone: sessions.timeZone,
    place: sessions.place, engagementLevel: sessions.engagementLevel, fictional: sessions.fictional, perimeter: perimeters.name, body: bodies.name, facilitator: users.name,
  }).from(sessions).innerJoin(perimeters, eq(perimeters.id, sessions.perimeterId)).leftJoin(bodies, eq(bodies.id, sessions.bodyId)).leftJoin(users, eq(users.id, sessions.facilitatorId)).where(eq(sessions.id, id))
  if (!row) throw new Error('the session was found a moment ago')
  return row
}

const listItems = (db: Db, sessionId: string) =>
  db.select({ id: agendaItems.id, rank: agendaItems.rank, title: agendaItems.title, aim: agendaItems.aim, owner: agendaItems.owner, result: agendaItems.result, durationMinutes: agendaItems.durationMinutes, pointId: agendaItems.pointId, startedAt: agendaItems.startedAt, endedAt: agendaItems.endedAt })
    .from(agendaItems).where(eq(agendaItems.sessionId, sessionId)).orderBy(asc(agendaItems.rank), asc(agendaItems.id))

const listVersions = async (db: Db, pointIds: string[]) =>
  pointIds.length === 0 ? [] : db.select({ id: pointVersions.id, pointId: pointVersions.pointId, number: pointVersions.number, statement: pointVersions.statement, reason: pointVersions.reason, createdAt: pointVersions.createdAt, reference: points.reference, title: points.title, fictional: points.fictional })
    .from(pointVersions).innerJoin(points, and(eq(points.id, pointVersions.pointId), isNull(points.deletedAt))).where(inArray(pointVersions.pointId, pointIds)).orderBy(asc(pointVersions.number))

const listEarlier = async (db: Db, ids: string[]) =>
  ids.length === 0 ? [] : db.select({ id: sessions.id, reference: sessions.reference, title: sessions.title }).from(sessions).where(inArray(sessions.id, [...new Set(ids)]))

const college = { collegeName: sql<string>`coalesce(${mandates.college}, '')`, categoryFr: sql<string>`coalesce(${categories.labelFr}, '')`, categoryEn: sql<string>`coalesce(${categories.labelEn}, '')` }

async function listCame(db: Db, sessionId: string) {
  const rows = await db.select({ stakeholderId: attendances.stakeholderId, name: stakeholders.name, kind: stakeholders.kind, status: attendances.status, headcount: attendances.headcount, arrivedAt: attendances.arrivedAt, leftAt: attendances.leftAt, speakerName: person.name, speakerRole: mandates.role, proxyName: proxy.name, ...college })
    .from(attendances).innerJoin(stakeholders, eq(stakeholders.id, attendances.stakeholderId)).leftJoin(categories, eq(categories.id, stakeholders.categoryId))
    .leftJoin(mandates, eq(mandates.id, attendances.mandateId)).leftJoin(person, eq(person.id, mandates.personId)).leftJoin(proxy, eq(proxy.id, attendances.proxyId))
    .where(eq(attendances.sessionId, sessionId)).orderBy(asc(attendances.id))
  return rows.map(withCollege)
}

async function listInvited(db: Db, sessionId: string) {
  const rows = await db.select({ stakeholderId: invitations.stakeholderId, name: stakeholders.name, status: invitations.status, role: invitations.role, proxyName: proxy.name, ...college })
    .from(invitations).innerJoin(stakeholders, and(eq(stakeholders.id, invitations.stakeholderId), isNull(stakeholders.deletedAt))).leftJoin(categories, eq(categories.id, stakeholders.categoryId))
    .leftJoin(mandates, eq(mandates.id, invitations.mandateId)).leftJoin(proxy, eq(proxy.id, invitations.proxyId))
    .where(eq(invitations.sessionId, sessionId)).orderBy(asc(invitations.id))
  return rows.map(withCollege)
}

interface CollegeColumns { collegeName: string; categoryFr: string; categoryEn: string }

/** The college of the mandate; without one, the category of the holder. */
const labelsOf = (row: CollegeColumns) => (row.collegeName ? { fr: row.collegeName, en: row.collegeName } : { fr: row.categoryFr, en: row.categoryEn })

function withCollege<T extends CollegeColumns>({ collegeName, categoryFr, categoryEn, ...row }: T) {
  return { ...row, college: labelsOf({ collegeName, categoryFr, categoryEn }) }
}

/** The college of each holder on a day: by the mandate that covers it, a spokesperson's first. */
async function collegesOn(db: Db, day: string, holderIds: string[]) {
  if (holderIds.length === 0) return new Map<string, ReturnType<typeof labelsOf>>()
  const rows = await db.select({ id: stakeholders.id, startOn: mandates.startOn, endOn: mandates.endOn, ...college }).from(stakeholders).leftJoin(categories, eq(categories.id, stakeholders.categoryId))
    .leftJoin(mandates, and(eq(mandates.organisationId, stakeholders.id), isNull(mandates.deletedAt), sql`${mandates.college} <> ''`))
    .where(inArray(stakeholders.id, [...new Set(holderIds)])).orderBy(asc(mandates.spokesperson), asc(mandates.id))
  return new Map(rows.map((row) => [row.id, labelsOf(mandateCovers({ startOn: row.startOn, endOn: row.endOn }, day) ? row : { ...row, collegeName: '' })]))
}

async function listWalkIns(db: Db, sessionId: string) {
  const rows = await db.select({ organisation: checkIns.organisation, heads: sql<number>`count(*)::int` }).from(checkIns)
    .where(and(eq(checkIns.sessionId, sessionId), isNull(checkIns.stakeholderId), isNull(checkIns.withdrawnAt))).groupBy(checkIns.organisation)
  return rows
}

const listReadBacks = (db: Db, sessionId: string) =>
  db.selectDistinctOn([readBacks.pointId], { pointId: readBacks.pointId, note: readBacks.note, confirmedAt: readBacks.confirmedAt }).from(readBacks)
    .where(and(eq(readBacks.sessionId, sessionId), isNull(readBacks.withdrawnAt))).orderBy(readBacks.pointId, desc(readBacks.confirmedAt))

const listCommitments = (db: Db, sessionId: string) =>
  db.select({ reference: commitments.reference, statement: commitments.statement, owner: commitments.owner, counterpart: counterpart.name, dueOn: commitments.dueOn, pointId: commitments.pointId })
    .from(commitments).leftJoin(counterpart, eq(counterpart.id, commitments.counterpartId)).where(and(eq(commitments.sessionId, sessionId), isNull(commitments.deletedAt))).orderBy(asc(commitments.reference))

const listOutcomes = async (db: Db, sessionId: string, pointIds: string[], day: string) =>
  pointIds.length === 0 ? [] : db.select({ pointId: outcomes.pointId, kind: outcomes.kind, statement: outcomes.statement, reason: outcomes.reason, decidedBy: outcomes.decidedBy, decidedOn: outcomes.decidedOn, reviewOn: outcomes.reviewOn })
    .from(outcomes).where(and(inArray(outcomes.pointId, pointIds), isNull(outcomes.withdrawnAt), or(eq(outcomes.sessionId, sessionId), sql`${outcomes.decidedOn} >= ${day}::date`))).orderBy(asc(outcomes.decidedOn), asc(outcomes.recordedAt))
