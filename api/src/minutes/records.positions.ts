import { type Db, schema } from '@convergence/db'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { listStatements } from '../convergence/statements.ts'

const { mandates, points, pointVersions, positions, stakeholders } = schema
const person = alias(stakeholders, 'person')

const columns = {
  id: positions.id, pointId: positions.pointId, holderId: positions.holderId, holder: stakeholders.name, versionNumber: pointVersions.number, state: positions.state, value: positions.value,
  reason: positions.reason, reservation: positions.reservation, condition: positions.condition, confirmation: positions.confirmation, correctsId: positions.correctsId, speaker: person.name,
  statedAt: positions.statedAt, recordedAt: positions.recordedAt, sessionId: positions.sessionId,
}
export type PositionRecord = Awaited<ReturnType<typeof rowsWhere>>[number]

const rowsWhere = (db: Db, where: ReturnType<typeof and>) =>
  db.select(columns).from(positions).innerJoin(points, and(eq(points.id, positions.pointId), isNull(points.deletedAt))).innerJoin(pointVersions, eq(pointVersions.id, positions.pointVersionId))
    .innerJoin(stakeholders, and(eq(stakeholders.id, positions.holderId), isNull(stakeholders.deletedAt))).leftJoin(mandates, eq(mandates.id, positions.mandateId)).leftJoin(person, eq(person.id, mandates.personId))
    .where(and(isNull(positions.withdrawnAt), where)).orderBy(asc(positions.statedAt), asc(positions.recordedAt), asc(positions.id))

/** Positions recorded at a session, and those by which their holders corrected them afterwards, the oldest first. */
export async function positionsOf(db: Db, sessionId: string): Promise<PositionRecord[]> {
  const all = await rowsWhere(db, eq(positions.sessionId, sessionId))
  const known = new Set(all.map((row) => row.id))
  for (let last = all; last.length > 0;) {
    const corrections = await rowsWhere(db, inArray(positions.correctsId, last.map((row) => row.id)))
    last = corrections.filter((row) => !known.has(row.id))
    for (const row of last) known.add(row.id)
    all.push(...last)
  }
  return all
}

/**
 * What the board counts before and at the end of the day, for the points on which a holder contested or corrected the record
 * since: their movement is reckoned anew. By point and holder: the value held before, and now.
 */
export async function earlierHeld(db: Db, day: string, rows: readonly PositionRecord[]): Promise<Map<string, Map<string, { before: number | null; now: number | null }>>> {
  const touched = [...new Set(rows.filter((row) => row.confirmation === 'contested' || row.correctsId !== null).map((row) => row.pointId))]
  const held = new Map<string, Map<string, { before: number | null; now: number | null }>>()
  for (const pointId of touched) {
    const ofPoint = new Map<string, { before: number | null; now: number | null }>()
    for (const statement of await listStatements(db, pointId, day, undefined)) {
      const known = ofPoint.get(statement.holderId) ?? { before: null, now: null }
      if (statement.held) known.before = statement.value
      if (statement.current) known.now = statement.value
      ofPoint.set(statement.holderId, known)
    }
    held.set(pointId, ofPoint)
  }
  return held
}
