import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import { dayIn } from '../positions/rules.ts'
import type { BodyFilter } from './schemas.ts'
import { figures, withStanding } from './standing.ts'

const { bodies } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(bodies)
const columns = (day: string) => ({ ...own, sessions: sql<number>`(select count(*)::int from sessions s where s.body_id = bodies.id and s.deleted_at is null)`, ...figures(day) })
const sorts = { name: sql`${plainText(bodies.name)} collate "C"`, createdAt: bodies.createdAt }

export type BodyRow = NonNullable<Awaited<ReturnType<typeof findBody>>>

/** One page of bodies with their figures on a day, each with the `key` that the next cursor needs. */
export async function listBodies(db: Db, page: PageRequest & BodyFilter, reach: Reach, day: string, secret: string) {
  const k = keyset(page, sorts, bodies.id, secret)
  const rows = await db.select({ ...columns(day), key: k.key }).from(bodies).where(and(
    isNull(bodies.deletedAt), within(bodies.perimeterId, reach),
    page.q ? matchesWords(page.q, [bodies.name, bodies.reference]) : undefined,
    page.perimeterId ? inPerimeter(bodies.perimeterId, page.perimeterId) : undefined,
    page.on ? sql`(${bodies.since} is null or ${bodies.since} <= ${page.on}) and (${bodies.ceasedOn} is null or ${bodies.ceasedOn} >= ${page.on})` : undefined,
    page.stakeholderId ? sql`exists (select 1 from body_members m where m.body_id = bodies.id and m.stakeholder_id = ${page.stakeholderId})` : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
  return withStanding(db, rows, day, reach)
}

async function found(db: Db, id: string, reach: Reach, state: SQL, day: string) {
  const rows = await db.select(columns(day)).from(bodies).where(and(eq(bodies.id, id), state, within(bodies.perimeterId, reach)))
  return (await withStanding(db, rows, day, reach))[0] ?? null
}

/** A body within reach that was not removed, or null; its figures as of a day. */
export const findBody = (db: Db, id: string, reach: Reach, day = dayIn(new Date())) => found(db, id, reach, isNull(bodies.deletedAt), day)
export const findRemovedBody = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(bodies.deletedAt), dayIn(new Date()))

/** Holds the body until the transaction ends, so that two writers do not fill the same seat. */
export const lockBody = (tx: Db, id: string) => tx.select({ id: bodies.id }).from(bodies).where(eq(bodies.id, id)).for('update')

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
