import { type Db, schema, searchKey } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { unhidden } from '../persons/hidden.ts'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { stakeholderWhere } from './filter.ts'
import type { StakeholderFilter } from './schemas.ts'

const { stakeholders, categories, perimeters } = schema
const { searchName: _searchName, deletedAt: _deletedAt, ...columns } = getTableColumns(stakeholders)

export type StakeholderRow = Awaited<ReturnType<typeof findStakeholder>> & object
type NewStakeholder = Omit<typeof stakeholders.$inferInsert, 'searchName'>

const sorts = { name: stakeholders.searchName, reference: stakeholders.reference, updatedAt: stakeholders.updatedAt, headcount: sql`coalesce(${stakeholders.headcount}, -1)` }

/** One page of stakeholders, each with the `key` that the next cursor needs. */
export function listStakeholders(db: Db, page: PageRequest & StakeholderFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, stakeholders.id, secret)
  return db.select({ ...columns, key: k.key }).from(stakeholders).where(and(stakeholderWhere(page, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
}

/** Every stakeholder that matches, `size` at a time in name order, with the words that an export shows for its ids. */
export async function* eachStakeholder(db: Db, filter: StakeholderFilter, reach: Reach, size = 1000) {
  const parents = alias(stakeholders, 'parents')
  for (let last: { name: string; id: string } | null = null; ; ) {
    const after: SQL | undefined = last ? sql`(${stakeholders.searchName}, ${stakeholders.id}) > (${last.name}, ${last.id})` : undefined
    const rows = await db.select({ row: columns, key: stakeholders.searchName, category: { code: categories.code, labelFr: categories.labelFr }, perimeter: { code: perimeters.code, name: perimeters.name }, parent: parents.reference })
      .from(stakeholders).leftJoin(categories, eq(categories.id, stakeholders.categoryId)).innerJoin(perimeters, eq(perimeters.id, stakeholders.perimeterId)).leftJoin(parents, and(eq(parents.id, stakeholders.parentId), isNull(parents.deletedAt)))
      .where(and(stakeholderWhere(filter, reach), after)).orderBy(stakeholders.searchName, stakeholders.id).limit(size)
    yield rows
    const end = rows.at(-1)
    if (!end || rows.length < size) return
    last = { name: end.key, id: end.row.id }
  }
}

/** A stakeholder within reach that was not removed, or null. */
export async function findStakeholder(db: Db, id: string, reach: Reach) {
  const [row] = await db.select(columns).from(stakeholders).where(and(eq(stakeholders.id, id), isNull(stakeholders.deletedAt), unhidden(), within(stakeholders.perimeterId, reach)))
  return row ?? null
}

/** True when every id is a stakeholder within reach; an empty list is. */
export async function stakeholdersExist(db: Db, ids: readonly string[], reach: Reach): Promise<boolean> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return true
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(stakeholders).where(and(inArray(stakeholders.id, wanted), isNull(stakeholders.deletedAt), unhidden(), within(stakeholders.perimeterId, reach)))
  return row?.n === wanted.length
}

/** What search and sort go by: name, city and tags without case or accents. */
export const keyOf = (row: { name: string; city?: string | undefined; tags?: string[] | undefined }): string => searchKey([row.name, row.city ?? '', ...(row.tags ?? [])].join(' '))

export async function insertStakeholder(db: Db, row: NewStakeholder) {
  const [inserted] = await db.insert(stakeholders).values({ ...row, searchName: keyOf(row) }).returning(columns)
  if (!inserted) throw new Error('insert returned no row')
  return inserted
}

/** Applies a change to a version; null when the row is not at that version any more. */
export async function updateStakeholder(db: Db, before: StakeholderRow, change: Partial<NewStakeholder> & { deletedAt?: Date | null }) {
  const searchName = keyOf({ ...before, ...change })
  const [row] = await db.update(stakeholders).set({ ...change, searchName, version: sql`${stakeholders.version} + 1`, updatedAt: new Date() }).where(and(eq(stakeholders.id, before.id), eq(stakeholders.version, before.version))).returning(columns)
  return row ?? null
}

/** What takes its perimeter from a stakeholder follows it: its expectations, the mandates that it gives, the ties that start from it, its scores outside rounds. */
export async function moveDependants(tx: Db, { id, perimeterId }: { id: string; perimeterId: string }): Promise<void> {
  await tx.update(schema.expectations).set({ perimeterId }).where(eq(schema.expectations.stakeholderId, id))
  await tx.update(schema.mandates).set({ perimeterId }).where(eq(schema.mandates.organisationId, id))
  await tx.update(schema.ties).set({ perimeterId }).where(eq(schema.ties.fromId, id))
  await tx.update(schema.scores).set({ perimeterId }).where(and(eq(schema.scores.stakeholderId, id), isNull(schema.scores.roundId)))
}

export async function findRemovedStakeholder(db: Db, id: string, reach: Reach) {
  const [row] = await db.select(columns).from(stakeholders).where(and(eq(stakeholders.id, id), isNotNull(stakeholders.deletedAt), unhidden(), within(stakeholders.perimeterId, reach)))
  return row ?? null
}

export async function findCategory(db: Db, id: string) {
  const [row] = await db.select().from(categories).where(eq(categories.id, id))
  return row ?? null
}

/** True when `parentId` lies below `id` already, so that making it the parent would close a loop. */
export async function isBelow(db: Db, parentId: string, id: string): Promise<boolean> {
  const { rows } = await db.execute<{ found: boolean }>(sql`with recursive up(id) as (select ${parentId}::uuid union select s.parent_id from stakeholders s join up on s.id = up.id where s.parent_id is not null) select exists(select 1 from up where id = ${id}) as found`)
  return rows[0]?.found ?? false
}
