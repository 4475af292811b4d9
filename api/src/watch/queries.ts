import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import { dayIn } from '../positions/rules.ts'
import { isToReview, type Level, levelOf } from './rules.ts'
import type { WatchFacets, WatchFilter } from './schemas.ts'

const { perimeters, stakeholders, users, watchItems } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(watchItems)
const columns = { ...own, perimeterName: perimeters.name, stakeholderName: stakeholders.name, recordedByName: users.name }
const weight = sql`(${watchItems.severity} * ${watchItems.likelihood})`
const sorts = { weight: sql`lpad(${weight}::text, 2, '0') || to_char(${watchItems.observedOn}, 'YYYYMMDD')`, observedOn: watchItems.observedOn, reviewOn: sql`coalesce(${watchItems.reviewOn}, date '9999-12-31')`, title: sql`${plainText(watchItems.title)} collate "C"` }
const between: Record<Level, [number, number]> = { low: [1, 4], moderate: [5, 9], high: [10, 15], critical: [16, 25] }
const toReview = (): SQL => sql`(${watchItems.status} <> 'closed' and ${watchItems.reviewOn} <= ${dayIn(new Date())})`

/** The condition of a filter within reach; removed rows never match. */
export function watchWhere(f: WatchFilter, reach: Reach): SQL | undefined {
  return and(
    isNull(watchItems.deletedAt), within(watchItems.perimeterId, reach),
    f.q ? matchesWords(f.q, [watchItems.title, watchItems.sourceName, watchItems.reference]) : undefined,
    f.kind ? inArray(watchItems.kind, f.kind) : undefined, f.status ? inArray(watchItems.status, f.status) : undefined,
    f.level ? or(...f.level.map((level) => sql`${weight} between ${between[level][0]} and ${between[level][1]}`)) : undefined,
    f.severity ? eq(watchItems.severity, f.severity) : undefined, f.likelihood ? eq(watchItems.likelihood, f.likelihood) : undefined,
    f.toReview === undefined ? undefined : f.toReview ? toReview() : sql`not coalesce(${toReview()}, false)`,
    f.areaId ? inArray(watchItems.areaId, f.areaId) : undefined, f.stakeholderId ? inArray(watchItems.stakeholderId, f.stakeholderId) : undefined,
    f.perimeterId ? inPerimeter(watchItems.perimeterId, f.perimeterId) : undefined, f.fictional === undefined ? undefined : eq(watchItems.fictional, f.fictional),
  )
}

const select = <T extends object>(db: Db, more: T) =>
  db.select({ ...columns, ...more } as typeof columns & T).from(watchItems).innerJoin(perimeters, eq(perimeters.id, watchItems.perimeterId)).leftJoin(stakeholders, and(eq(stakeholders.id, watchItems.stakeholderId), isNull(stakeholders.deletedAt))).leftJoin(users, eq(users.id, watchItems.recordedBy)).$dynamic()
interface Raw { severity: number; likelihood: number; status: (typeof watchItems.$inferSelect)['status']; reviewOn: string | null }
const complete = <T extends Raw>(row: T) => ({ ...row, level: levelOf(row.severity, row.likelihood), toReview: isToReview(row.status, row.reviewOn, dayIn(new Date())) })
export type WatchRow = Awaited<ReturnType<typeof findWatchItem>> & object

/** One page of watch items, the weightiest first unless asked otherwise. */
export async function listWatchItems(db: Db, page: PageRequest & WatchFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, watchItems.id, secret)
  return (await select(db, { key: k.key }).where(and(watchWhere(page, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)).map(complete)
}

const found = async (db: Db, id: string, reach: Reach, state: SQL) => {
  const [row] = await select(db, {}).where(and(eq(watchItems.id, id), state, within(watchItems.perimeterId, reach)))
  return row ? complete(row) : null
}
/** A watch item within reach that was not removed, or null. */
export const findWatchItem = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(watchItems.deletedAt))
export const findRemovedWatchItem = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(watchItems.deletedAt))

export async function insertWatchItem(db: Db, row: typeof watchItems.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(watchItems).values(row).returning({ id: watchItems.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateWatchItem(db: Db, before: { id: string; version: number }, change: Partial<typeof watchItems.$inferInsert>): Promise<boolean> {
  const rows = await db.update(watchItems).set({ ...change, version: sql`${watchItems.version} + 1`, updatedAt: new Date() }).where(and(eq(watchItems.id, before.id), eq(watchItems.version, before.version))).returning({ id: watchItems.id })
  return rows.length > 0
}

/** How many items each value of each facet would leave; a facet leaves its own filter out. */
export async function countFacets(db: Db, f: WatchFilter, reach: Reach): Promise<z.output<typeof WatchFacets>> {
  const without = (...names: (keyof WatchFilter)[]) => watchWhere({ ...f, ...Object.fromEntries(names.map((name) => [name, undefined])) }, reach)
  const n = sql<number>`count(*)::int`
  // One after the other: the embedded engine has a single connection.
  const [totals] = await db.select({ total: n, toReview: sql<number>`(count(*) filter (where ${toReview()}))::int` }).from(watchItems).where(without())
  const cells = await db.select({ severity: watchItems.severity, likelihood: watchItems.likelihood, n }).from(watchItems).where(without('severity', 'likelihood', 'level')).groupBy(watchItems.severity, watchItems.likelihood)
  const kinds = await db.select({ id: watchItems.kind, n }).from(watchItems).where(without('kind')).groupBy(watchItems.kind)
  const statuses = await db.select({ id: watchItems.status, n }).from(watchItems).where(without('status')).groupBy(watchItems.status)
  const areas = await db.select({ id: sql<string>`${watchItems.areaId}`, n }).from(watchItems).where(and(without('areaId'), isNotNull(watchItems.areaId))).groupBy(watchItems.areaId)
  return { total: totals?.total ?? 0, toReview: totals?.toReview ?? 0, cells, kinds, statuses, areas }
}
