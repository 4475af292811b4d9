import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { PlanFilter } from './schemas.ts'
import { talliesOf } from './tally.ts'

const { bodies, perimeters, plans, sessions, users } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(plans)
const columns = { ...own, ownerName: users.name, perimeterName: perimeters.name, bodyName: bodies.name, meetingTitle: sessions.title }
const sorts = { startsOn: plans.startsOn, title: sql`${plainText(plans.title)} collate "C"`, updatedAt: plans.updatedAt }

export type PlanRow = Awaited<ReturnType<typeof findPlan>> & object

const select = (db: Db, key: SQL<string>) => db.select({ ...columns, key }).from(plans).innerJoin(perimeters, eq(perimeters.id, plans.perimeterId))
  .leftJoin(users, eq(users.id, plans.ownerUserId)).leftJoin(bodies, eq(bodies.id, plans.adoptedByBodyId)).leftJoin(sessions, and(eq(sessions.id, plans.adoptedAtSessionId), isNull(sessions.deletedAt)))

async function withTallies<T extends { id: string }>(db: Db, rows: T[], reach: Reach) {
  const tallies = await talliesOf(db, rows.map((row) => row.id), reach)
  return rows.flatMap((row) => {
    const tally = tallies.get(row.id)
    return tally ? [{ ...row, tally }] : []
  })
}

/** One page of plans with planned against done. */
export async function listPlans(db: Db, page: PageRequest & PlanFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, plans.id, secret)
  const rows = await select(db, k.key).where(and(
    isNull(plans.deletedAt), within(plans.perimeterId, reach),
    page.status ? inArray(plans.status, page.status) : undefined,
    page.on ? sql`${plans.startsOn} <= ${page.on} and ${plans.endsOn} >= ${page.on}` : undefined,
    page.perimeterId ? inPerimeter(plans.perimeterId, page.perimeterId) : undefined,
    page.q ? matchesWords(page.q, [plans.title, plans.objective, plans.reference]) : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
  return withTallies(db, rows, reach)
}

async function findOne(db: Db, where: SQL | undefined, reach: Reach) {
  const rows = await select(db, sql<string>`''`).where(where)
  const [row] = await withTallies(db, rows.map(({ key: _key, ...plan }) => plan), reach)
  return row ?? null
}

/** A plan within reach that was not removed, or null. */
export const findPlan = (db: Db, id: string, reach: Reach) => findOne(db, and(eq(plans.id, id), isNull(plans.deletedAt), within(plans.perimeterId, reach)), reach)
export const findRemovedPlan = (db: Db, id: string, reach: Reach) => findOne(db, and(eq(plans.id, id), isNotNull(plans.deletedAt), within(plans.perimeterId, reach)), reach)

/** What the commands on a plan's activities look at, locked against a concurrent closing. */
export async function findPlanHead(db: Db, id: string, reach: Reach) {
  const [row] = await db.select(own).from(plans).where(and(eq(plans.id, id), isNull(plans.deletedAt), within(plans.perimeterId, reach))).for('share')
  return row ?? null
}

export async function insertPlan(db: Db, row: typeof plans.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(plans).values(row).returning({ id: plans.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updatePlan(db: Db, before: { id: string; version: number }, change: Partial<typeof plans.$inferInsert>): Promise<boolean> {
  const rows = await db.update(plans).set({ ...change, version: sql`${plans.version} + 1`, updatedAt: new Date() }).where(and(eq(plans.id, before.id), eq(plans.version, before.version))).returning({ id: plans.id })
  return rows.length > 0
}
