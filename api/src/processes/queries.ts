import { type Db, schema } from '@convergence/db'
import { and, asc, count, eq, getTableColumns, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { FactName } from '../facts/names.ts'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { aboveOf, inPerimeter, within, withinOrAbove } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { ProcessFilter } from './schemas.ts'

const { activities, processes, processSteps: steps, stepMarks } = schema
const { deletedAt: _deletedAt, ...columns } = getTableColumns(processes)
const sorts = { title: sql`${plainText(processes.title)} collate "C"`, createdAt: processes.createdAt }

export type ProcessRow = NonNullable<Awaited<ReturnType<typeof findProcess>>>
export type StepRow = Omit<typeof steps.$inferSelect, 'fact'> & { fact: FactName | null }
export type NewStep = Omit<typeof steps.$inferInsert, 'id' | 'processId' | 'rank' | 'version' | 'createdAt' | 'updatedAt'>

/** One page of processes with their steps. */
export async function listProcesses(db: Db, page: PageRequest & ProcessFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, processes.id, secret)
  const rows = await db.select({ ...columns, key: k.key }).from(processes).where(and(
    isNull(processes.deletedAt), withinOrAbove(processes.perimeterId, reach),
    page.q ? matchesWords(page.q, [processes.title, processes.purpose, processes.source]) : undefined,
    page.language ? eq(processes.language, page.language) : undefined,
    page.template === undefined ? undefined : eq(processes.template, page.template),
    page.perimeterId ? or(inPerimeter(processes.perimeterId, page.perimeterId), aboveOf(processes.perimeterId, page.perimeterId)) : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
  return withSteps(db, rows, reach)
}

async function withSteps<T extends { id: string; perimeterId: string }>(db: Db, rows: T[], reach: Reach) {
  const ids = rows.map((row) => row.id)
  const all = ids.length === 0 ? [] : await listStepsOf(db, ids)
  const followers = new Map((ids.length === 0 ? [] : await db.select({ id: activities.processId, n: count() }).from(activities).where(and(inArray(activities.processId, ids), isNull(activities.deletedAt), within(activities.perimeterId, reach))).groupBy(activities.processId)).map((row) => [row.id, row.n]))
  return rows.map((row) => ({ ...row, steps: all.filter((step) => step.processId === row.id), followers: followers.get(row.id) ?? 0, writable: reach === 'all' || reach.includes(row.perimeterId) }))
}

/** The steps of some processes, each process's in order. */
export const listStepsOf = (db: Db, processIds: readonly string[]): Promise<StepRow[]> =>
  db.select().from(steps).where(inArray(steps.processId, [...processIds])).orderBy(asc(steps.processId), asc(steps.rank)) as Promise<StepRow[]>

export const listSteps = (db: Db, processId: string): Promise<StepRow[]> => listStepsOf(db, [processId])

const found = async (db: Db, id: string, reach: Reach, where: SQL | undefined) =>
  (await withSteps(db, await db.select(columns).from(processes).where(and(eq(processes.id, id), where)), reach))[0] ?? null

/** A process within reach, or of a perimeter above, that was not removed; or null. */
export const findProcess = (db: Db, id: string, reach: Reach) => found(db, id, reach, and(isNull(processes.deletedAt), withinOrAbove(processes.perimeterId, reach)))
export const findRemovedProcess = (db: Db, id: string, reach: Reach) => found(db, id, reach, and(isNotNull(processes.deletedAt), within(processes.perimeterId, reach)))

export async function insertProcess(db: Db, row: typeof processes.$inferInsert, list: readonly NewStep[]): Promise<string> {
  const [inserted] = await db.insert(processes).values(row).returning({ id: processes.id })
  if (!inserted) throw new Error('insert returned no row')
  if (list.length > 0) await db.insert(steps).values(list.map((step, i) => ({ ...step, processId: inserted.id, rank: i + 1 })))
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateProcess(db: Db, before: { id: string; version: number }, change: Partial<typeof processes.$inferInsert>): Promise<boolean> {
  const rows = await db.update(processes).set({ ...change, version: sql`${processes.version} + 1`, updatedAt: new Date() }).where(and(eq(processes.id, before.id), eq(processes.version, before.version))).returning({ id: processes.id })
  return rows.length > 0
}

/** Adds a step after all others; `orderSteps` puts it in its place. */
export async function insertStep(db: Db, processId: string, step: NewStep): Promise<string> {
  const [last] = await db.select({ rank: sql<number>`coalesce(max(${steps.rank}), 0)::int` }).from(steps).where(eq(steps.processId, processId))
  const [row] = await db.insert(steps).values({ ...step, processId, rank: (last?.rank ?? 0) + 1 }).returning({ id: steps.id })
  if (!row) throw new Error('insert returned no row')
  return row.id
}

/** Applies a change to a version of a step; false when it is not at that version any more. */
export async function updateStep(db: Db, before: { id: string; version: number }, change: Partial<NewStep>): Promise<boolean> {
  const rows = await db.update(steps).set({ ...change, version: sql`${steps.version} + 1`, updatedAt: new Date() }).where(and(eq(steps.id, before.id), eq(steps.version, before.version))).returning({ id: steps.id })
  return rows.length > 0
}

export const deleteStep = (db: Db, id: string) => db.delete(steps).where(eq(steps.id, id))

/** Gives steps this order, and their phases. Ranks are unique: they pass through negative ones. */
export async function orderSteps(db: Db, processId: string, order: readonly { id: string; phase: string }[]): Promise<void> {
  await db.update(steps).set({ rank: sql`-${steps.rank}` }).where(eq(steps.processId, processId))
  for (const [i, { id, phase }] of order.entries()) {
    await db.update(steps).set({ rank: i + 1, phase, version: sql`case when ${steps.phase} = ${phase} then ${steps.version} else ${steps.version} + 1 end` }).where(and(eq(steps.id, id), eq(steps.processId, processId)))
  }
}

/** Marks that people put on a step, withdrawn ones too: they stay readable. */
export async function countMarks(db: Db, stepId: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(stepMarks).where(eq(stepMarks.stepId, stepId))
  return row?.n ?? 0
}

/** Dialogues that follow a process, whoever reaches them. */
export async function countFollowers(db: Db, processId: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(activities).where(and(eq(activities.processId, processId), isNull(activities.deletedAt)))
  return row?.n ?? 0
}
