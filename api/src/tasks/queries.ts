import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { today } from '../activities/pace.ts'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { TaskFilter, taskSources } from './schemas.ts'

const { activities, bodies, commitments, sessions, tasks, users } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(tasks)
const closers = alias(users, 'closers')
const sorts = { dueOn: sql`coalesce(${tasks.dueOn}, '9999-12-31'::date)`, updatedAt: tasks.updatedAt, title: sql`${plainText(tasks.title)} collate "C"` }

/** The condition that a task is not done and its day is past, in Paris. */
export const isLate = sql<boolean>`(${tasks.doneAt} is null and coalesce(${tasks.dueOn} < ${today}, false))`
/** The condition that a task asks for a deed now: not done, and due or to be reminded of within a week. */
export const isDue = sql<boolean>`(${tasks.doneAt} is null and coalesce(least(${tasks.dueOn}, ${tasks.remindOn}) <= ${today} + 7, false))`

type Source = { type: (typeof taskSources)[number]; id: string; title: string }
const source = sql<Source | null>`(case
  when ${activities.id} is not null then json_build_object('type', 'activity', 'id', ${activities.id}, 'title', ${activities.title})
  when ${sessions.id} is not null then json_build_object('type', 'session', 'id', ${sessions.id}, 'title', ${sessions.title})
  when ${commitments.id} is not null then json_build_object('type', 'commitment', 'id', ${commitments.id}, 'title', ${commitments.statement})
  when ${bodies.id} is not null then json_build_object('type', 'body', 'id', ${bodies.id}, 'title', ${bodies.name}) end)`

const columns = (userId: string) => ({ ...own, doerName: users.name, doneByName: closers.name, source, planId: activities.planId, late: isLate, mine: sql<boolean>`coalesce(${tasks.doerUserId} = ${userId}, false)` })

// A source that was removed or lies out of reach is not named.
const select = (db: Db, userId: string, reach: Reach, key: SQL<string>) => db.select({ ...columns(userId), key }).from(tasks)
  .leftJoin(users, eq(users.id, tasks.doerUserId)).leftJoin(closers, eq(closers.id, tasks.doneBy))
  .leftJoin(activities, and(eq(activities.id, tasks.activityId), isNull(activities.deletedAt), within(activities.perimeterId, reach)))
  .leftJoin(sessions, and(eq(sessions.id, tasks.sessionId), isNull(sessions.deletedAt), within(sessions.perimeterId, reach)))
  .leftJoin(commitments, and(eq(commitments.id, tasks.commitmentId), isNull(commitments.deletedAt), within(commitments.perimeterId, reach)))
  .leftJoin(bodies, and(eq(bodies.id, tasks.bodyId), isNull(bodies.deletedAt), within(bodies.perimeterId, reach)))

export type TaskRow = Awaited<ReturnType<typeof findTask>> & object

/** One page of tasks, the next due first by default. */
export function listTasks(db: Db, page: PageRequest & TaskFilter, { reach, userId }: { reach: Reach; userId: string }, secret: string) {
  const k = keyset(page, sorts, tasks.id, secret)
  return select(db, userId, reach, k.key).where(and(taskWhere(page, reach, userId), k.where)).orderBy(...k.orderBy).limit(k.limit)
}

const states = { open: isNull(tasks.doneAt), done: isNotNull(tasks.doneAt), late: isLate, due: isDue } as const

const taskWhere = (f: TaskFilter, reach: Reach, userId: string): SQL | undefined => and(
  isNull(tasks.deletedAt), within(tasks.perimeterId, reach),
  f.state ? states[f.state] : undefined,
  f.mine === undefined ? undefined : f.mine ? eq(tasks.doerUserId, userId) : sql`${tasks.doerUserId} is distinct from ${userId}`,
  f.doerUserId ? eq(tasks.doerUserId, f.doerUserId) : undefined,
  f.activityId ? eq(tasks.activityId, f.activityId) : undefined,
  f.sessionId ? eq(tasks.sessionId, f.sessionId) : undefined,
  f.commitmentId ? eq(tasks.commitmentId, f.commitmentId) : undefined,
  f.bodyId ? eq(tasks.bodyId, f.bodyId) : undefined,
  f.planId ? eq(activities.planId, f.planId) : undefined,
  f.perimeterId ? inPerimeter(tasks.perimeterId, f.perimeterId) : undefined,
  f.q ? matchesWords(f.q, [tasks.title, tasks.note, tasks.doer]) : undefined,
)

async function findOne(db: Db, id: string, { reach, userId }: { reach: Reach; userId: string }, state: SQL) {
  const [row] = await select(db, userId, reach, sql<string>`''`).where(and(eq(tasks.id, id), state, within(tasks.perimeterId, reach)))
  if (!row) return null
  const { key: _key, ...task } = row
  return task
}

export interface Asker { reach: Reach; userId: string }
/** A task within reach that was not removed, or null. */
export const findTask = (db: Db, id: string, asker: Asker) => findOne(db, id, asker, isNull(tasks.deletedAt))
export const findRemovedTask = (db: Db, id: string, asker: Asker) => findOne(db, id, asker, isNotNull(tasks.deletedAt))

export async function insertTask(db: Db, row: typeof tasks.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(tasks).values(row).returning({ id: tasks.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateTask(db: Db, before: { id: string; version: number }, change: Partial<typeof tasks.$inferInsert>): Promise<boolean> {
  const rows = await db.update(tasks).set({ ...change, version: sql`${tasks.version} + 1`, updatedAt: new Date() }).where(and(eq(tasks.id, before.id), eq(tasks.version, before.version))).returning({ id: tasks.id })
  return rows.length > 0
}

/** How many tasks of a user ask for a deed now. */
export const countDue = (db: Db, userId: string): Promise<number> => db.$count(tasks, and(eq(tasks.doerUserId, userId), isNull(tasks.deletedAt), isDue))
