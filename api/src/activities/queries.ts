import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { isoText } from '../convergence/spans.ts'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import { pace, sessionsAhead, sessionsDue, sessionsHeld, today, wasHeld } from './pace.ts'
import type { ActivityFilter, ActivitySession } from './schemas.ts'

const { activities, perimeters, plans, processes, users } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(activities)
const id = sql.raw('activities.id')
const sorts = { startsOn: activities.startsOn, endsOn: activities.endsOn, title: sql`${plainText(activities.title)} collate "C"`, updatedAt: activities.updatedAt }

const count = (from: SQL): SQL<number> => sql<number>`(select count(*)::int ${from})`
const tasks = (condition: SQL = sql`true`) => count(sql`from tasks t where t.activity_id = ${id} and t.deleted_at is null and ${condition}`)

const reached = (reach: Reach): SQL => (reach === 'all' ? sql`true` : sql`s.perimeter_id = any(${sql.param(`{${reach.join(',')}}`)}::uuid[])`)
const sessionsIn = (reach: Reach): SQL<z.output<typeof ActivitySession>[]> => sql`(select coalesce(json_agg(json_build_object('id', s.id, 'reference', s.reference, 'title', s.title, 'startsAt', ${isoText(sql`s.starts_at`)}, 'status', s.status, 'held', ${wasHeld}) order by s.starts_at, s.id), '[]'::json)
  from activity_sessions l join sessions s on s.id = l.session_id where l.activity_id = ${id} and s.deleted_at is null and ${reached(reach)})`

const columns = (reach: Reach) => ({
  ...own, planTitle: plans.title, planStatus: plans.status, loadLimit: plans.loadLimit, processTitle: processes.title, ownerName: users.name, perimeterName: perimeters.name,
  pace, sessionsDue, sessionsHeld, sessionsAhead,
  audience: count(sql`from activity_stakeholders k join stakeholders h on h.id = k.stakeholder_id and h.deleted_at is null where k.activity_id = ${id}`),
  tasks: tasks(), tasksDone: tasks(sql`t.done_at is not null`), tasksLate: tasks(sql`t.done_at is null and t.due_on < ${today}`),
  risks: count(sql`from activity_risks r where r.activity_id = ${id}`),
  worstRisk: sql<number>`(select coalesce(max(r.likelihood * r.severity), 0)::int from activity_risks r where r.activity_id = ${id})`,
  sessions: sessionsIn(reach),
})

const select = (db: Db, reach: Reach, key: SQL<string>) => db.select({ ...columns(reach), key }).from(activities).innerJoin(plans, eq(plans.id, activities.planId)).innerJoin(perimeters, eq(perimeters.id, activities.perimeterId))
  .leftJoin(processes, eq(processes.id, activities.processId)).leftJoin(users, eq(users.id, activities.ownerUserId))

export type ActivityRow = Awaited<ReturnType<typeof findActivity>> & object

/** One page of activities with planned against done. */
export function listActivities(db: Db, page: PageRequest & ActivityFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, activities.id, secret)
  return select(db, reach, k.key).where(and(activityWhere(page, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
}

const activityWhere = (f: ActivityFilter, reach: Reach): SQL | undefined => and(
  isNull(activities.deletedAt), isNull(plans.deletedAt), within(activities.perimeterId, reach),
  f.planId ? eq(activities.planId, f.planId) : undefined,
  f.processId ? eq(activities.processId, f.processId) : undefined,
  f.status ? inArray(activities.status, f.status) : undefined,
  f.pace ? sql`${pace} in ${f.pace}` : undefined,
  f.engagementLevel ? inArray(activities.engagementLevel, f.engagementLevel) : undefined,
  f.ownerUserId ? eq(activities.ownerUserId, f.ownerUserId) : undefined,
  f.stakeholderId ? sql`exists (select 1 from activity_stakeholders k where k.activity_id = ${id} and k.stakeholder_id = ${f.stakeholderId})` : undefined,
  f.from ? sql`${activities.endsOn} >= ${f.from}` : undefined,
  f.to ? sql`${activities.startsOn} <= ${f.to}` : undefined,
  f.perimeterId ? inPerimeter(activities.perimeterId, f.perimeterId) : undefined,
  f.q ? matchesWords(f.q, [activities.title, activities.objective, activities.reference]) : undefined,
  f.fictional === undefined ? undefined : eq(activities.fictional, f.fictional),
)

async function findOne(db: Db, activityId: string, reach: Reach, state: SQL) {
  const [row] = await select(db, reach, sql<string>`''`).where(and(eq(activities.id, activityId), state, isNull(plans.deletedAt), within(activities.perimeterId, reach)))
  if (!row) return null
  const { key: _key, ...activity } = row
  return activity
}

/** An activity within reach that was not removed, nor its plan, or null. */
export const findActivity = (db: Db, activityId: string, reach: Reach) => findOne(db, activityId, reach, isNull(activities.deletedAt))
export const findRemovedActivity = (db: Db, activityId: string, reach: Reach) => findOne(db, activityId, reach, isNotNull(activities.deletedAt))

/** What the commands on an activity's parts look at. */
export async function findActivityHead(db: Db, activityId: string, reach: Reach) {
  const [row] = await db.select(own).from(activities).innerJoin(plans, and(eq(plans.id, activities.planId), isNull(plans.deletedAt))).where(and(eq(activities.id, activityId), isNull(activities.deletedAt), within(activities.perimeterId, reach)))
  return row ?? null
}
export type ActivityHead = NonNullable<Awaited<ReturnType<typeof findActivityHead>>>

export async function insertActivity(db: Db, row: typeof activities.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(activities).values(row).returning({ id: activities.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateActivity(db: Db, before: { id: string; version: number }, change: Partial<typeof activities.$inferInsert>): Promise<boolean> {
  const rows = await db.update(activities).set({ ...change, version: sql`${activities.version} + 1`, updatedAt: new Date() }).where(and(eq(activities.id, before.id), eq(activities.version, before.version))).returning({ id: activities.id })
  return rows.length > 0
}

/** How many sessions of an activity were held. */
export async function countHeld(db: Db, activityId: string): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from activity_sessions l join sessions s on s.id = l.session_id where l.activity_id = ${activityId} and ${wasHeld}`)
  return rows[0]?.n ?? 0
}

export async function processExists(db: Db, processId: string, reach: Reach): Promise<boolean> {
  return (await db.$count(processes, and(eq(processes.id, processId), isNull(processes.deletedAt), within(processes.perimeterId, reach)))) > 0
}
