import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import type { SessionFilter } from './schemas.ts'
import { qualifiedOn, qualifiedUntil } from '../qualifications/queries.ts'
import { talliesOf } from './tally.ts'

const { activities, activitySessions, bodies, sessions, users } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(sessions)
const heldOn = sql`(${sessions.startsAt} at time zone ${sessions.timeZone})::date`
const columns = {
  ...own,
  facilitatorName: users.name,
  facilitatorQualified: sql<boolean | null>`case when ${sessions.facilitatorId} is not null then ${qualifiedOn(sessions.facilitatorId, heldOn)} end`,
  facilitatorQualifiedUntil: qualifiedUntil(sessions.facilitatorId),
  bodyName: bodies.name,
  activityId: activities.id,
  activityTitle: activities.title,
}

export type SessionRow = Awaited<ReturnType<typeof findSession>> & object

const sorts = { startsAt: sessions.startsAt, updatedAt: sessions.updatedAt, reference: sessions.reference }

/** One page of sessions with their figures. */
export async function listSessions(db: Db, page: PageRequest & SessionFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, sessions.id, secret)
  const rows = await db.select({ ...columns, key: k.key }).from(sessions).leftJoin(users, eq(users.id, sessions.facilitatorId)).leftJoin(bodies, eq(bodies.id, sessions.bodyId)).leftJoin(activitySessions, eq(activitySessions.sessionId, sessions.id)).leftJoin(activities, and(eq(activities.id, activitySessions.activityId), isNull(activities.deletedAt), within(activities.perimeterId, reach))).where(and(sessionWhere(page, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
  return withTallies(db, rows)
}

function sessionWhere(f: SessionFilter, reach: Reach): SQL | undefined {
  return and(
    isNull(sessions.deletedAt),
    within(sessions.perimeterId, reach),
    f.status ? inArray(sessions.status, f.status) : undefined,
    f.from ? sql`${heldOn} >= ${f.from}::date` : undefined,
    f.to ? sql`${heldOn} <= ${f.to}::date` : undefined,
    f.perimeterId ? inPerimeter(sessions.perimeterId, f.perimeterId) : undefined,
    f.q ? matchesWords(f.q, [sessions.title, sessions.place, sessions.aim, sessions.reference]) : undefined,
    f.fictional === undefined ? undefined : eq(sessions.fictional, f.fictional),
    f.bodyId ? eq(sessions.bodyId, f.bodyId) : undefined,
    f.activityId ? eq(activities.id, f.activityId) : undefined,
    f.planId ? eq(activities.planId, f.planId) : undefined,
    f.stakeholderId ? concerning(f.stakeholderId) : undefined,
    f.pointId ? sql`(exists (select 1 from agenda_items a where a.session_id = ${sessions.id} and a.point_id = ${f.pointId}) or exists (select 1 from positions p where p.session_id = ${sessions.id} and p.withdrawn_at is null and p.point_id = ${f.pointId}))` : undefined,
  )
}

const concerning = (stakeholderId: string): SQL => sql`(
  exists (select 1 from invitations i where i.session_id = ${sessions.id} and i.stakeholder_id = ${stakeholderId})
  or exists (select 1 from attendances t where t.session_id = ${sessions.id} and t.stakeholder_id = ${stakeholderId})
  or exists (select 1 from positions p where p.session_id = ${sessions.id} and p.withdrawn_at is null and p.holder_id = ${stakeholderId}))`

async function withTallies<T extends { id: string }>(db: Db, rows: T[]) {
  const tallies = await talliesOf(db, rows.map((row) => row.id))
  return rows.flatMap((row) => {
    const tally = tallies.get(row.id)
    return tally ? [{ ...row, tally }] : []
  })
}

/** A session within reach that was not removed, or null. */
export const findSession = (db: Db, id: string, reach: Reach) => findOne(db, and(eq(sessions.id, id), isNull(sessions.deletedAt), within(sessions.perimeterId, reach)), reach)

export const findRemovedSession = (db: Db, id: string, reach: Reach) => findOne(db, and(eq(sessions.id, id), isNotNull(sessions.deletedAt), within(sessions.perimeterId, reach)), reach)

async function findOne(db: Db, where: SQL | undefined, reach: Reach) {
  const rows = await db.select(columns).from(sessions).leftJoin(users, eq(users.id, sessions.facilitatorId)).leftJoin(bodies, eq(bodies.id, sessions.bodyId)).leftJoin(activitySessions, eq(activitySessions.sessionId, sessions.id)).leftJoin(activities, and(eq(activities.id, activitySessions.activityId), isNull(activities.deletedAt), within(activities.perimeterId, reach))).where(where)
  return (await withTallies(db, rows))[0] ?? null
}

/** What the commands on a session's parts look at, locked against a concurrent closing. */
export async function findSessionHead(db: Db, id: string, reach: Reach) {
  const [row] = await db.select(own).from(sessions).where(and(eq(sessions.id, id), isNull(sessions.deletedAt), within(sessions.perimeterId, reach))).for('share')
  return row ?? null
}
export type SessionHead = NonNullable<Awaited<ReturnType<typeof findSessionHead>>>

export async function insertSession(db: Db, row: typeof sessions.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(sessions).values(row).returning({ id: sessions.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateSession(db: Db, before: { id: string; version: number }, change: Partial<typeof sessions.$inferInsert>): Promise<boolean> {
  const rows = await db.update(sessions).set({ ...change, version: sql`${sessions.version} + 1`, updatedAt: new Date() }).where(and(eq(sessions.id, before.id), eq(sessions.version, before.version))).returning({ id: sessions.id })
  return rows.length > 0
}

export async function userExists(db: Db, id: string): Promise<boolean> {
  return (await db.$count(users, eq(users.id, id))) > 0
}
