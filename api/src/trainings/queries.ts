import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { TrainingFilter, TrainingSessionFilter } from './schemas.ts'

const { qualifications, stakeholders, trainingAttendances: attendances, trainings, trainingSessions: sessions, users } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(trainings)
const of = sql`from training_sessions s where s.training_id = trainings.id`
const columns = {
  ...own,
  sessionsHeld: sql<number>`(select count(*)::int ${of} and s.status = 'held')`, sessionsPlanned: sql<number>`(select count(*)::int ${of} and s.status = 'planned')`,
  nextAt: sql<Date | null>`(select min(s.starts_at) ${of} and s.status = 'planned' and s.starts_at >= now())`.mapWith(sessions.startsAt),
  trained: sql<number>`(select count(distinct coalesce(a.user_id, a.stakeholder_id))::int from training_attendances a join training_sessions s on s.id = a.training_session_id where s.training_id = trainings.id and a.qualification_id is not null)`,
}
export type TrainingRow = NonNullable<Awaited<ReturnType<typeof findTraining>>>
const sorts = { title: sql`${plainText(trainings.title)} collate "C"`, createdAt: trainings.createdAt }

/** One page of programmes with what was held and is planned of them. */
export function listTrainings(db: Db, page: PageRequest & TrainingFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, trainings.id, secret)
  return db.select({ ...columns, key: k.key }).from(trainings).where(and(
    isNull(trainings.deletedAt), within(trainings.perimeterId, reach), page.q ? matchesWords(page.q, [trainings.title, trainings.skill, trainings.reference]) : undefined,
    page.audience ? eq(trainings.audience, page.audience) : undefined, page.perimeterId ? inPerimeter(trainings.perimeterId, page.perimeterId) : undefined, k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

async function found(db: Db, id: string, reach: Reach, state: SQL) {
  const [row] = await db.select(columns).from(trainings).where(and(eq(trainings.id, id), state, within(trainings.perimeterId, reach)))
  return row ?? null
}
export const findTraining = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(trainings.deletedAt))
export const findRemovedTraining = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(trainings.deletedAt))

export async function insertTraining(db: Db, row: typeof trainings.$inferInsert): Promise<string> {
  const [made] = await db.insert(trainings).values(row).returning({ id: trainings.id })
  if (!made) throw new Error('insert returned no row')
  return made.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateTraining(db: Db, before: { id: string; version: number }, change: Partial<typeof trainings.$inferInsert>): Promise<boolean> {
  const rows = await db.update(trainings).set({ ...change, version: sql`${trainings.version} + 1`, updatedAt: new Date() }).where(and(eq(trainings.id, before.id), eq(trainings.version, before.version))).returning({ id: trainings.id })
  return rows.length > 0
}

const counted = (more: SQL): SQL<number> => sql<number>`(select count(*)::int from training_attendances a where a.training_session_id = ${sessions.id} and ${more})`
const sessionColumns = {
  ...getTableColumns(sessions), title: trainings.title, audience: trainings.audience, skill: trainings.skill, fictional: trainings.fictional,
  registered: counted(sql`true`), attended: counted(sql`a.status = 'attended'`), passed: counted(sql`a.status = 'attended' and a.passed`),
}
const startDay = sql`(${sessions.startsAt} at time zone 'Europe/Paris')::date`
export type TrainingSessionRow = NonNullable<Awaited<ReturnType<typeof findTrainingSession>>>

/** One page of the dates of programmes. */
export function listTrainingSessions(db: Db, page: PageRequest & TrainingSessionFilter, reach: Reach, secret: string) {
  const k = keyset(page, { startsAt: sessions.startsAt }, sessions.id, secret)
  return db.select({ ...sessionColumns, key: k.key }).from(sessions).innerJoin(trainings, eq(trainings.id, sessions.trainingId)).where(and(
    isNull(trainings.deletedAt), within(trainings.perimeterId, reach), page.trainingId ? eq(sessions.trainingId, page.trainingId) : undefined, page.status ? inArray(sessions.status, page.status) : undefined,
    page.from ? sql`${startDay} >= ${page.from}::date` : undefined, page.to ? sql`${startDay} <= ${page.to}::date` : undefined,
    page.upcoming === undefined ? undefined : page.upcoming ? sql`${sessions.startsAt} > now()` : sql`${sessions.startsAt} <= now()`, page.perimeterId ? inPerimeter(trainings.perimeterId, page.perimeterId) : undefined, k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

export async function findTrainingSession(db: Db, id: string, reach: Reach) {
  const [row] = await db.select(sessionColumns).from(sessions).innerJoin(trainings, eq(trainings.id, sessions.trainingId)).where(and(eq(sessions.id, id), isNull(trainings.deletedAt), within(trainings.perimeterId, reach)))
  return row ?? null
}

/** Holds the session until the transaction ends: places and what is granted are settled one writer at a time. */
export const lockTrainingSession = (tx: Db, id: string) => tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, id)).for('update')

export async function insertTrainingSession(db: Db, row: typeof sessions.$inferInsert): Promise<string> {
  const [made] = await db.insert(sessions).values(row).returning({ id: sessions.id })
  if (!made) throw new Error('insert returned no row')
  return made.id
}

export async function updateTrainingSession(db: Db, before: { id: string; version: number }, change: Partial<typeof sessions.$inferInsert>): Promise<boolean> {
  const rows = await db.update(sessions).set({ ...change, version: sql`${sessions.version} + 1`, updatedAt: new Date() }).where(and(eq(sessions.id, before.id), eq(sessions.version, before.version))).returning({ id: sessions.id })
  return rows.length > 0
}

const attendanceColumns = {
  ...getTableColumns(attendances), name: sql<string>`coalesce(${users.name}, ${stakeholders.name})`, granted: sql<boolean>`${attendances.qualificationId} is not null`, expiresOn: qualifications.expiresOn,
}
const selectAttendances = (db: Db) => db.select(attendanceColumns).from(attendances).leftJoin(users, eq(users.id, attendances.userId)).leftJoin(stakeholders, eq(stakeholders.id, attendances.stakeholderId)).leftJoin(qualifications, eq(qualifications.id, attendances.qualificationId))

/** The sheet of a session, by name. */
export const listAttendances = (db: Db, sessionId: string) => selectAttendances(db).where(eq(attendances.trainingSessionId, sessionId)).orderBy(sql`lower(coalesce(${users.name}, ${stakeholders.name}))`, asc(attendances.id))
export type TrainingAttendanceRow = Awaited<ReturnType<typeof listAttendances>>[number]

export async function findAttendance(db: Db, sessionId: string, id: string): Promise<TrainingAttendanceRow | null> {
  const [row] = await selectAttendances(db).where(and(eq(attendances.id, id), eq(attendances.trainingSessionId, sessionId)))
  return row ?? null
}

/** The new row's id; null when the person is on the sheet already. */
export async function insertAttendance(db: Db, row: typeof attendances.$inferInsert): Promise<string | null> {
  const [made] = await db.insert(attendances).values(row).onConflictDoNothing().returning({ id: attendances.id })
  return made?.id ?? null
}

export async function updateAttendance(db: Db, before: { id: string; version: number }, change: Partial<typeof attendances.$inferInsert>): Promise<boolean> {
  const rows = await db.update(attendances).set({ ...change, version: sql`${attendances.version} + 1`, updatedAt: new Date() }).where(and(eq(attendances.id, before.id), eq(attendances.version, before.version))).returning({ id: attendances.id })
  return rows.length > 0
}

export const deleteAttendance = (db: Db, id: string) => db.delete(attendances).where(eq(attendances.id, id))
