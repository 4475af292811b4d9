import { type Db, schema } from '@convergence/db'
import { and, type AnyColumn, eq, getTableColumns, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import type { TieFilter } from './schemas.ts'

const { ties, tieTypes, stakeholders } = schema
const { deletedAt: _deletedAt, ...columns } = getTableColumns(ties)

export type TieRow = Awaited<ReturnType<typeof findTie>> & object
type NewTie = typeof ties.$inferInsert

const sorts = { updatedAt: ties.updatedAt, strength: ties.strength }

/** A tie or a mandate holds on a day unless it surely began later or surely ended before. */
export const validOn = ({ startOn, endOn }: { startOn: AnyColumn; endOn: AnyColumn }, day: string): SQL => sql`(
  (${startOn} is null or left(${startOn} || '-01-01', 10) <= ${day})
  and (${endOn} is null or left(${endOn} || case when length(${endOn}) = 4 then '-12-31' else '-31' end, 10) >= ${day}))`

/** One page of ties, each with the `key` that the next cursor needs. */
export function listTies(db: Db, page: PageRequest & TieFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, ties.id, secret)
  const where = and(
    isNull(ties.deletedAt),
    within(ties.perimeterId, reach),
    page.stakeholderId ? or(eq(ties.fromId, page.stakeholderId), eq(ties.toId, page.stakeholderId)) : undefined,
    page.typeId ? inArray(ties.typeId, page.typeId) : undefined,
    page.basis ? eq(ties.basis, page.basis) : undefined,
    page.asOf ? validOn(ties, page.asOf) : undefined,
    k.where,
  )
  return db.select({ ...columns, key: k.key }).from(ties).where(where).orderBy(...k.orderBy).limit(k.limit)
}

/** A tie within reach that was not removed, or null. */
export async function findTie(db: Db, id: string, reach: Reach) {
  const [row] = await db.select(columns).from(ties).where(and(eq(ties.id, id), isNull(ties.deletedAt), within(ties.perimeterId, reach)))
  return row ?? null
}

export async function findRemovedTie(db: Db, id: string, reach: Reach) {
  const [row] = await db.select(columns).from(ties).where(and(eq(ties.id, id), isNotNull(ties.deletedAt), within(ties.perimeterId, reach)))
  return row ?? null
}

export async function insertTie(db: Db, row: NewTie) {
  const [inserted] = await db.insert(ties).values(row).returning(columns)
  if (!inserted) throw new Error('insert returned no row')
  return inserted
}

/** Applies a change to a version; null when the row is not at that version any more. */
export async function updateTie(db: Db, before: TieRow, change: Partial<NewTie> & { deletedAt?: Date | null }) {
  const [row] = await db.update(ties).set({ ...change, version: sql`${ties.version} + 1`, updatedAt: new Date() }).where(and(eq(ties.id, before.id), eq(ties.version, before.version))).returning(columns)
  return row ?? null
}

/** Stakeholders that a tie names, by id: what the rules need to know of them. */
export async function findEnds(db: Db, ids: readonly string[]) {
  const rows = await db.select({ id: stakeholders.id, kind: stakeholders.kind, perimeterId: stakeholders.perimeterId }).from(stakeholders).where(and(inArray(stakeholders.id, [...ids]), isNull(stakeholders.deletedAt)))
  return new Map(rows.map((row) => [row.id, row]))
}

export const listTieTypes = (db: Db) => db.select().from(tieTypes).orderBy(tieTypes.rank, tieTypes.code)

export async function findTieType(db: Db, id: string) {
  const [row] = await db.select().from(tieTypes).where(eq(tieTypes.id, id))
  return row ?? null
}

export async function countTiesOf(db: Db, typeId: string): Promise<number> {
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(ties).where(eq(ties.typeId, typeId))
  return row?.n ?? 0
}
