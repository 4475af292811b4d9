import { type Db, schema } from '@convergence/db'
import { and, desc, eq, getTableColumns, isNotNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { endOfDay } from '../positions/current.ts'
import type { MactorInfluenceQuery, MactorStanceQuery } from './schemas.ts'

const { mactorInfluences, mactorStances, users } = schema
const { studyId: _influenceStudy, ...influenceColumns } = getTableColumns(mactorInfluences)
const { studyId: _stanceStudy, ...stanceColumns } = getTableColumns(mactorStances)

export type InfluenceRow = Awaited<ReturnType<typeof listInfluences>>[number]
export type StanceRow = Awaited<ReturnType<typeof listStances>>[number]
type InfluenceFilter = Omit<z.output<typeof MactorInfluenceQuery>, 'asOf'> & { asOf?: Date | undefined }
type StanceFilter = Omit<z.output<typeof MactorStanceQuery>, 'asOf'> & { asOf?: Date | undefined }

const STATEMENTS_SHOWN = 500

/** The end of a day as an instant; undefined without one. */
export const instantOf = (day: string | undefined): Date | undefined => (day ? endOfDay(day) : undefined)

/** The statements that count of a study's MID: the latest of each cell, unless it takes the cell back; with `all` those before them too, the latest first. */
export function listInfluences(db: Db, studyId: string, f: InfluenceFilter) {
  const which = and(
    eq(mactorInfluences.studyId, studyId),
    f.actorId ? eq(mactorInfluences.actorId, f.actorId) : undefined,
    f.onActorId ? eq(mactorInfluences.onActorId, f.onActorId) : undefined,
    f.asOf ? sql`${mactorInfluences.statedAt} <= ${f.asOf.toISOString()}::timestamptz` : undefined,
  )
  if (f.all) return db.select({ ...influenceColumns, authorName: users.name }).from(mactorInfluences).leftJoin(users, eq(users.id, mactorInfluences.authorId)).where(which).orderBy(desc(mactorInfluences.statedAt), desc(mactorInfluences.id)).limit(STATEMENTS_SHOWN)
  // Read in one pass: joined back by id, a table that has just grown was read once per row until its statistics caught up.
  const { actorId, onActorId, statedAt, id } = mactorInfluences
  const last = db.selectDistinctOn([actorId, onActorId], influenceColumns).from(mactorInfluences).where(which).orderBy(actorId, onActorId, desc(statedAt), desc(id)).as('last')
  return db.select({ id: last.id, actorId: last.actorId, onActorId: last.onActorId, value: last.value, reason: last.reason, statedAt: last.statedAt, authorId: last.authorId, authorName: users.name }).from(last).leftJoin(users, eq(users.id, last.authorId)).where(isNotNull(last.value)).orderBy(desc(last.statedAt), desc(last.id))
}

/** The statements that count of a study's 2MAO: the latest of each cell, unless it takes the cell back; with `all` those before them too, the latest first. */
export function listStances(db: Db, studyId: string, f: StanceFilter) {
  const which = and(
    eq(mactorStances.studyId, studyId),
    f.actorId ? eq(mactorStances.actorId, f.actorId) : undefined,
    f.objectiveId ? eq(mactorStances.objectiveId, f.objectiveId) : undefined,
    f.asOf ? sql`${mactorStances.statedAt} <= ${f.asOf.toISOString()}::timestamptz` : undefined,
  )
  if (f.all) return db.select({ ...stanceColumns, authorName: users.name }).from(mactorStances).leftJoin(users, eq(users.id, mactorStances.authorId)).where(which).orderBy(desc(mactorStances.statedAt), desc(mactorStances.id)).limit(STATEMENTS_SHOWN)
  const { actorId, objectiveId, statedAt, id } = mactorStances
  const last = db.selectDistinctOn([actorId, objectiveId], stanceColumns).from(mactorStances).where(which).orderBy(actorId, objectiveId, desc(statedAt), desc(id)).as('last')
  return db.select({ id: last.id, actorId: last.actorId, objectiveId: last.objectiveId, value: last.value, reason: last.reason, positionId: last.positionId, statedAt: last.statedAt, authorId: last.authorId, authorName: users.name }).from(last).leftJoin(users, eq(users.id, last.authorId)).where(isNotNull(last.value)).orderBy(desc(last.statedAt), desc(last.id))
}

/** The latest statement of each cell of 2MAO, taken back or not, by `actor/objective`. */
export async function latestStances(db: Db, studyId: string) {
  const rows = await db.selectDistinctOn([mactorStances.actorId, mactorStances.objectiveId]).from(mactorStances).where(eq(mactorStances.studyId, studyId)).orderBy(mactorStances.actorId, mactorStances.objectiveId, desc(mactorStances.statedAt), desc(mactorStances.id))
  return new Map(rows.map((row) => [`${row.actorId}/${row.objectiveId}`, row]))
}
