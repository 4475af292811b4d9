import { type Db, schema } from '@convergence/db'
import { and, asc, desc, eq, getTableColumns, inArray, lt, or, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'

const { imports, importChunks, users } = schema
const CHUNK_ROWS = 1000
const KEPT_DAYS = 30

export type ImportRow = typeof imports.$inferSelect
type NewImport = typeof imports.$inferInsert

/** One page of imports, newest first unless asked otherwise, each with the name of who sent it. */
export function listImports(db: Db, page: PageRequest, reach: Reach, secret: string) {
  const k = keyset(page, { createdAt: imports.createdAt }, imports.id, secret)
  return db.select({ ...getTableColumns(imports), author: users.name, key: k.key }).from(imports).leftJoin(users, eq(users.id, imports.createdBy)).where(and(within(imports.perimeterId, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
}

export async function findImport(db: Db, id: string, reach: Reach) {
  const [row] = await db.select({ ...getTableColumns(imports), author: users.name }).from(imports).leftJoin(users, eq(users.id, imports.createdBy)).where(and(eq(imports.id, id), within(imports.perimeterId, reach)))
  return row ?? null
}

/** The import, locked until the transaction ends, so that two requests never write it twice. */
export async function lockImport(tx: Db, id: string, reach: Reach): Promise<ImportRow | null> {
  const [row] = await tx.select().from(imports).where(and(eq(imports.id, id), within(imports.perimeterId, reach))).for('update')
  return row ?? null
}

/** An earlier import of the very same bytes that stands, if any. */
export async function findTwin(db: Db, { id, digest, target, perimeterId }: Pick<ImportRow, 'id' | 'digest' | 'target' | 'perimeterId'>) {
  const [row] = await db.select({ id: imports.id, committedAt: imports.committedAt }).from(imports)
    .where(and(eq(imports.digest, digest), eq(imports.target, target), eq(imports.perimeterId, perimeterId), eq(imports.state, 'committed'), lt(imports.id, id))).orderBy(desc(imports.id)).limit(1)
  return row ?? null
}

export async function insertImport(tx: Db, row: NewImport): Promise<ImportRow> {
  const [inserted] = await tx.insert(imports).values(row).returning()
  if (!inserted) throw new Error('insert returned no row')
  return inserted
}

/** Changes an import; its version grows by one. */
export async function updateImport(tx: Db, id: string, change: Partial<NewImport>): Promise<ImportRow> {
  const [row] = await tx.update(imports).set({ ...change, version: sql`${imports.version} + 1`, updatedAt: new Date() }).where(eq(imports.id, id)).returning()
  if (!row) throw new Error('import vanished under its lock')
  return row
}

/** Stores the rows of a file, and drops those of imports that were settled more than 30 days ago. */
export async function insertChunks(tx: Db, importId: string, rows: readonly string[][], lines: readonly number[]): Promise<void> {
  for (let rank = 0; rank * CHUNK_ROWS < rows.length; rank += 1) {
    const [from, to] = [rank * CHUNK_ROWS, (rank + 1) * CHUNK_ROWS]
    await tx.insert(importChunks).values({ importId, rank, lines: lines.slice(from, to), rows: rows.slice(from, to) })
  }
  const settled = tx.select({ id: imports.id }).from(imports).where(and(or(eq(imports.state, 'committed'), eq(imports.state, 'undone')), lt(imports.updatedAt, new Date(Date.now() - KEPT_DAYS * 86_400_000))))
  await tx.delete(importChunks).where(inArray(importChunks.importId, settled))
}

/** The chunks of a file in order, each read when it is asked for. */
export async function* chunksOf(db: Db, importId: string, from = 0): AsyncGenerator<{ rows: string[][]; lines: number[] }> {
  for (let rank = from; ; rank += 1) {
    const [chunk] = await db.select({ rows: importChunks.rows, lines: importChunks.lines }).from(importChunks).where(and(eq(importChunks.importId, importId), eq(importChunks.rank, rank))).orderBy(asc(importChunks.rank))
    if (!chunk) return
    yield chunk
  }
}

/** `limit` rows from the given place on, counted from zero. */
export async function sliceRows(db: Db, importId: string, from: number, limit: number): Promise<{ line: number; cells: string[] }[]> {
  const found: { line: number; cells: string[] }[] = []
  for await (const chunk of chunksOf(db, importId, Math.floor(from / CHUNK_ROWS))) {
    const start = found.length === 0 ? from % CHUNK_ROWS : 0
    for (let i = start; i < chunk.rows.length && found.length < limit; i += 1) found.push({ line: chunk.lines[i] ?? 0, cells: chunk.rows[i] ?? [] })
    if (found.length >= limit) break
  }
  return found
}
