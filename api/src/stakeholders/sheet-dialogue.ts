import { type Db, schema } from '@convergence/db'
import { and, asc, desc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core'
import { computeBoard } from '../convergence/board.ts'
import { endOf } from '../plugins/day-bounds.ts'
import { listPoints } from '../convergence/queries.ts'
import { ProblemError } from '../errors.ts'
import { within } from '../plugins/reach.ts'
import { currentIds, endOfDay } from '../positions/current.ts'
import { known, refOf, ROWS_SHOWN, type SheetOf } from './sheet-queries.ts'

const { stakeholders, mandates, sessions, invitations, attendances, positions, points, pointVersions, users } = schema
const POSITIONS_SHOWN = 2000

/** A mandate's holder speaks through it: a person's sheet shows what was said through their mandates. */
const throughMandate = (column: AnyPgColumn, id: string): SQL => sql`${column} in (select m.id from mandates m where m.person_id = ${id} and m.deleted_at is null)`

/** Sessions that the stakeholder was invited to or attended, the latest first. */
export function listSessionsOf(db: Db, { id, asOf, reach }: SheetOf) {
  const speaker = alias(stakeholders, 'speaker')
  return db.select({
    id: sessions.id, reference: sessions.reference, title: sessions.title, startsAt: sessions.startsAt, status: sessions.status, fictional: sessions.fictional,
    invitation: invitations.status, attendance: attendances.status, arrivedAt: attendances.arrivedAt, leftAt: attendances.leftAt, speaker: speaker.name, total: sql<number>`count(*) over()::int`,
  }).from(sessions)
    .leftJoin(attendances, and(eq(attendances.sessionId, sessions.id), or(eq(attendances.stakeholderId, id), throughMandate(attendances.mandateId, id))))
    .leftJoin(invitations, and(eq(invitations.sessionId, sessions.id), or(eq(invitations.stakeholderId, id), throughMandate(invitations.mandateId, id))))
    .leftJoin(mandates, eq(mandates.id, attendances.mandateId)).leftJoin(speaker, and(eq(speaker.id, mandates.personId), known(speaker, reach)))
    .where(and(isNull(sessions.deletedAt), within(sessions.perimeterId, reach), sql`(${attendances.id} is not null or ${invitations.id} is not null)`, asOf ? sql`${sessions.startsAt} < ${endOf(asOf)}` : undefined))
    .orderBy(desc(sessions.startsAt), asc(sessions.id)).limit(ROWS_SHOWN)
}

/** All that the stakeholder stated, the earliest first; taken-back statements are left out from the day they were. */
export function listPositionsOf(db: Db, { id, asOf, reach }: SheetOf) {
  const [holder, speaker] = [alias(stakeholders, 'holder'), alias(stakeholders, 'speaker')]
  return db.select({
    pointId: positions.pointId, version: pointVersions.number,
    holder: refOf(holder),
    id: positions.id, statedAt: positions.statedAt, state: positions.state, value: positions.value, reason: positions.reason, reservation: positions.reservation, condition: positions.condition, manner: positions.manner, source: positions.source,
    confirmation: positions.confirmation, session: { id: sessions.id, title: sessions.title, startsAt: sessions.startsAt }, speaker: speaker.name, recordedByName: users.name,
  }).from(positions)
    .innerJoin(points, and(eq(points.id, positions.pointId), isNull(points.deletedAt), within(points.perimeterId, reach))).innerJoin(pointVersions, eq(pointVersions.id, positions.pointVersionId))
    .innerJoin(holder, and(eq(holder.id, positions.holderId), known(holder, reach)))
    .leftJoin(sessions, and(eq(sessions.id, positions.sessionId), isNull(sessions.deletedAt), within(sessions.perimeterId, reach)))
    .leftJoin(mandates, eq(mandates.id, positions.mandateId)).leftJoin(speaker, and(eq(speaker.id, mandates.personId), known(speaker, reach))).leftJoin(users, eq(users.id, positions.recordedBy))
    .where(and(or(eq(positions.holderId, id), throughMandate(positions.mandateId, id)), within(positions.perimeterId, reach), asOf ? sql`${positions.statedAt} < ${endOf(asOf)} and (${positions.withdrawnAt} is null or ${positions.withdrawnAt} >= ${endOf(asOf)})` : isNull(positions.withdrawnAt)))
    .orderBy(asc(positions.statedAt), asc(positions.recordedAt), asc(positions.id)).limit(POSITIONS_SHOWN)
}

type PositionOf = Awaited<ReturnType<typeof listPositionsOf>>[number]

/** The points that the statements are about, each with its wording, its status and what was stated on it. */
export async function composePoints(db: Db, { asOf, reach }: SheetOf, rows: readonly PositionOf[]) {
  const ids = [...new Set(rows.map((row) => row.pointId))]
  if (ids.length === 0) return []
  const wordings = new Map((await listPoints(db, { asOf }, reach, ids)).map((point) => [point.id, point]))
  const statuses = await statusesOf(db, asOf, reach, ids)
  const inForce = await currentIds(db, { asOf: asOf ? endOfDay(asOf) : undefined, pointIds: ids, holderIds: [...new Set(rows.map((row) => row.holder.id))] })
  const byHolder = new Map<string, PositionOf[]>()
  for (const row of rows) byHolder.set(`${row.pointId} ${row.holder.id}`, [...(byHolder.get(`${row.pointId} ${row.holder.id}`) ?? []), row])
  return [...byHolder.values()].flatMap((history) => {
    const [first] = history
    const point = first && wordings.get(first.pointId)
    if (!first || !point) return []
    const { id, reference, title, fictional, version, statement } = point
    return [{ id, reference, title, fictional, version, statement, holder: first.holder, status: statuses.get(id) ?? null, current: history.find((p) => inForce.has(p.id)) ?? null, history }]
  })
}

async function statusesOf(db: Db, asOf: string | undefined, reach: SheetOf['reach'], ids: readonly string[]) {
  try {
    const { items } = await computeBoard(db, { asOf }, reach, ids)
    return new Map(items.map((item) => [item.id, item.status]))
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'thresholds-missing') return new Map()
    throw error
  }
}
