import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { BodyFilter } from './schemas.ts'

const { bodies } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(bodies)
const columns = { ...own, sessions: sql<number>`(select count(*)::int from sessions s where s.body_id = bodies.id and s.deleted_at is null)` }
const sorts = { name: sql`${plainText(bodies.name)} collate "C"`, createdAt: bodies.createdAt }

export type BodyRow = Awaited<ReturnType<typeof findBody>> & object

/** One page of bodies, each with the `key` that the next cursor needs. */
export function listBodies(db: Db, page: PageRequest & BodyFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, bodies.id, secret)
  return db.select({ ...columns, key: k.key }).from(bodies).where(and(
    isNull(bodies.deletedAt), within(bodies.perimeterId, reach),
    page.q ? matchesWords(page.q, [bodies.name, bodies.reference]) : undefined,
    page.perimeterId ? inPerimeter(bodies.perimeterId, page.perimeterId) : undefined,
    page.on ? sql`(${bodies.since} is null or ${bodies.since} <= ${page.on}) and (${bodies.ceasedOn} is null or ${bodies.ceasedOn} >= ${page.on})` : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

const found = async (db: Db, id: string, reach: Reach, state: SQL) => {
  const [row] = await db.select(columns).from(bodies).where(and(eq(bodies.id, id), state, within(bodies.perimeterId, reach)))
  return row ?? null
}

/** A body within reach that was not removed, or null. */
export const findBody = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(bodies.deletedAt))
export const findRemovedBody = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(bodies.deletedAt))

export async function insertBody(db: Db, row: typeof bodies.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(bodies).values(row).returning({ id: bodies.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateBody(db: Db, before: { id: string; version: number }, change: Partial<typeof bodies.$inferInsert>): Promise<boolean> {
  const rows = await db.update(bodies).set({ ...change, version: sql`${bodies.version} + 1`, updatedAt: new Date() }).where(and(eq(bodies.id, before.id), eq(bodies.version, before.version))).returning({ id: bodies.id })
  return rows.length > 0
}
