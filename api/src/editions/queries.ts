import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { EditionFilter } from './schemas.ts'

const { bodies, editionBlocks, editions, editionSnapshots, perimeters, sessions, users } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(editions)
const previous = alias(editions, 'previous')

const columns = {
  ...own, frozenByName: users.name, perimeterName: perimeters.name, previousTitle: previous.title, approvedByName: bodies.name, approvedAtTitle: sessions.title,
  blocks: sql<number>`(select count(*)::int from edition_blocks b where b.edition_id = editions.id)`,
}
const sorts = { periodEnd: editions.periodEnd, title: sql`${plainText(editions.title)} collate "C"`, updatedAt: editions.updatedAt }

export type EditionRow = Awaited<ReturnType<typeof findEdition>> & object
export type BlockRow = typeof editionBlocks.$inferSelect
export type SnapshotRow = typeof editionSnapshots.$inferSelect

const select = <T extends object>(db: Db, more: T) =>
  db.select({ ...columns, ...more } as typeof columns & T).from(editions).innerJoin(perimeters, eq(perimeters.id, editions.perimeterId)).leftJoin(users, eq(users.id, editions.frozenBy))
    .leftJoin(previous, and(eq(previous.id, editions.previousId), isNull(previous.deletedAt))).leftJoin(bodies, eq(bodies.id, editions.approvedByBodyId)).leftJoin(sessions, eq(sessions.id, editions.approvedAtSessionId)).$dynamic()

/** Published ones, and any within the perimeters in which one may write. */
export const readable = (writers: Reach): SQL | undefined => (writers === 'all' ? undefined : sql`(${editions.status} = 'published' or ${within(editions.perimeterId, writers) ?? sql`true`})`)

/** One page of editions that a reader may see, the latest period first unless asked otherwise. */
export function listEditions(db: Db, page: PageRequest & EditionFilter, reach: Reach, writers: Reach, secret: string) {
  const k = keyset(page, sorts, editions.id, secret)
  return select(db, { key: k.key }).where(and(
    isNull(editions.deletedAt), within(editions.perimeterId, reach), readable(writers),
    page.q ? matchesWords(page.q, [editions.title, editions.reference]) : undefined,
    page.status ? inArray(editions.status, page.status) : undefined,
    page.perimeterId ? inPerimeter(editions.perimeterId, page.perimeterId) : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

/** An edition within reach that a reader may see, or null. */
export async function findEdition(db: Db, id: string, reach: Reach, writers: Reach = 'all') {
  const [row] = await select(db, {}).where(and(eq(editions.id, id), isNull(editions.deletedAt), within(editions.perimeterId, reach), readable(writers)))
  return row ?? null
}
export async function findRemovedEdition(db: Db, id: string, reach: Reach): Promise<EditionRow | null> {
  const [row] = await select(db, {}).where(and(eq(editions.id, id), isNotNull(editions.deletedAt), within(editions.perimeterId, reach)))
  return row ?? null
}
export async function findPublished(db: Db, reference: string): Promise<EditionRow | null> {
  const [row] = await select(db, {}).where(and(eq(editions.reference, reference), eq(editions.status, 'published'), isNull(editions.deletedAt)))
  return row ?? null
}

/** Locks the edition, so that its blocks change one after the other and never while it is being frozen. */
export const lockEdition = (tx: Db, id: string) => tx.select({ status: editions.status }).from(editions).where(eq(editions.id, id)).for('update')

export async function insertEdition(db: Db, row: typeof editions.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(editions).values(row).returning({ id: editions.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateEdition(db: Db, before: { id: string; version: number }, change: Partial<typeof editions.$inferInsert>): Promise<boolean> {
  const rows = await db.update(editions).set({ ...change, version: sql`${editions.version} + 1`, updatedAt: new Date() }).where(and(eq(editions.id, before.id), eq(editions.version, before.version))).returning({ id: editions.id })
  return rows.length > 0
}

export const listBlocks = (db: Db, editionId: string): Promise<BlockRow[]> => db.select().from(editionBlocks).where(eq(editionBlocks.editionId, editionId)).orderBy(asc(editionBlocks.rank), asc(editionBlocks.id))

export async function findBlock(db: Db, editionId: string, id: string): Promise<BlockRow | null> {
  const [row] = await db.select().from(editionBlocks).where(and(eq(editionBlocks.id, id), eq(editionBlocks.editionId, editionId)))
  return row ?? null
}

export async function insertBlocks(db: Db, rows: (typeof editionBlocks.$inferInsert)[]): Promise<BlockRow[]> {
  return rows.length > 0 ? db.insert(editionBlocks).values(rows).returning() : []
}

export async function updateBlock(db: Db, before: BlockRow, change: Partial<typeof editionBlocks.$inferInsert>): Promise<BlockRow | null> {
  const [row] = await db.update(editionBlocks).set({ ...change, version: sql`${editionBlocks.version} + 1`, updatedAt: new Date() }).where(and(eq(editionBlocks.id, before.id), eq(editionBlocks.version, before.version))).returning()
  return row ?? null
}

export const deleteBlock = (db: Db, before: BlockRow) => db.delete(editionBlocks).where(and(eq(editionBlocks.id, before.id), eq(editionBlocks.version, before.version))).returning({ id: editionBlocks.id })

/** Sets ranks in the order of the ids; versions stay, since an order is no change of a block. */
export const orderBlocks = (db: Db, ids: readonly string[], step: number) =>
  db.execute(sql`update edition_blocks b set rank = o.place * ${step} from unnest(${`{${ids.join(',')}}`}::uuid[]) with ordinality o(id, place) where b.id = o.id`)

export const listSnapshots = (db: Db, editionId: string) => db.select().from(editionSnapshots).where(eq(editionSnapshots.editionId, editionId))
/** What was kept of each block, without the rows. */
export const listSnapshotContents = (db: Db, editionId: string) => db.select({ blockId: editionSnapshots.blockId, content: editionSnapshots.content }).from(editionSnapshots).where(eq(editionSnapshots.editionId, editionId))
export async function findSnapshotRows(db: Db, blockId: string) {
  const [row] = await db.select({ rows: editionSnapshots.rows }).from(editionSnapshots).where(eq(editionSnapshots.blockId, blockId))
  return row?.rows ?? null
}
export const insertSnapshots = (db: Db, rows: (typeof editionSnapshots.$inferInsert)[]) => (rows.length > 0 ? db.insert(editionSnapshots).values(rows) : Promise.resolve())
