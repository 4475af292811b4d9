import { type Db, schema } from '@convergence/db'
import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
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

const until = (asOf: Date | undefined): SQL => (asOf ? sql`s.stated_at <= ${asOf.toISOString()}::timestamptz` : sql`true`)

/** The ids of the statements that count: the latest of each cell, unless it takes the cell back. */
const latest = (table: 'mactor_influences' | 'mactor_stances', column: 'on_actor_id' | 'objective_id', studyId: string, asOf: Date | undefined): SQL =>
  sql`(select l.id from (select distinct on (s.actor_id, s.${sql.raw(column)}) s.id, s.value from ${sql.raw(table)} s where s.study_id = ${studyId} and ${until(asOf)} order by s.actor_id, s.${sql.raw(column)}, s.stated_at desc, s.id desc) l where l.value is not null)`

/** The statements that count of a study's MID; with `all` those before them too, the latest first. */
export function listInfluences(db: Db, studyId: string, f: InfluenceFilter) {
  const which = and(
    eq(mactorInfluences.studyId, studyId),
    f.actorId ? eq(mactorInfluences.actorId, f.actorId) : undefined,
    f.onActorId ? eq(mactorInfluences.onActorId, f.onActorId) : undefined,
    f.asOf ? sql`${mactorInfluences.statedAt} <= ${f.asOf.toISOString()}::timestamptz` : undefined,
    f.all ? undefined : sql`${mactorInfluences.id} in ${latest('mactor_influences', 'on_actor_id', studyId, f.asOf)}`,
  )
  const rows = db.select({ ...influenceColumns, authorName: users.name }).from(mactorInfluences).leftJoin(users, eq(users.id, mactorInfluences.authorId)).where(which).orderBy(desc(mactorInfluences.statedAt), desc(mactorInfluences.id)).$dynamic()
  return f.all ? rows.limit(STATEMENTS_SHOWN) : rows
}

/** The statements that count of a study's 2MAO; with `all` those before them too, the latest first. */
export function listStances(db: Db, studyId: string, f: StanceFilter) {
  const which = and(
    eq(mactorStances.studyId, studyId),
    f.actorId ? eq(mactorStances.actorId, f.actorId) : undefined,
    f.objectiveId ? eq(mactorStances.objectiveId, f.objectiveId) : undefined,
    f.asOf ? sql`${mactorStances.statedAt} <= ${f.asOf.toISOString()}::timestamptz` : undefined,
    f.all ? undefined : sql`${mactorStances.id} in ${latest('mactor_stances', 'objective_id', studyId, f.asOf)}`,
  )
  const rows = db.select({ ...stanceColumns, authorName: users.name }).from(mactorStances).leftJoin(users, eq(users.id, mactorStances.authorId)).where(which).orderBy(desc(mactorStances.statedAt), desc(mactorStances.id)).$dynamic()
  return f.all ? rows.limit(STATEMENTS_SHOWN) : rows
}

/** The latest statement of each cell of 2MAO, taken back or not, by `actor/objective`. */
export async function latestStances(db: Db, studyId: string) {
  const rows = await db.selectDistinctOn([mactorStances.actorId, mactorStances.objectiveId]).from(mactorStances).where(eq(mactorStances.studyId, studyId)).orderBy(mactorStances.actorId, mactorStances.objectiveId, desc(mactorStances.statedAt), desc(mactorStances.id))
  return new Map(rows.map((row) => [`${row.actorId}/${row.objectiveId}`, row]))
}
