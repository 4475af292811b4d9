import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type { Pool } from 'pg'
import { type EngineOptions, openEngine } from './engine/index.ts'
import { migrationsFolder } from './folders.ts'
import { type Db, handleOf } from './handle.ts'

export * as schema from './schema/index.ts'
export type { Db } from './handle.ts'
export { handleOf } from './handle.ts'
export { DataFolderLocked } from './engine/index.ts'
export { migrationsFolder, referenceFolder } from './folders.ts'
export { demoId } from './demo-id.ts'
export { searchKey } from './text.ts'
/** A new identifier, UUIDv7: ids sort by creation. */
export { uuidv7 as newId } from 'uuidv7'

/** An open database: the handle for queries, the pool beneath it, and the way to close both. */
export interface OpenDb {
  db: Db
  pool: Pool
  close(): Promise<void>
}

/** Opens PostgreSQL (`postgres://…`) or the embedded database in a folder. Throws `DataFolderLocked` when another process holds the folder. */
export async function createDb(urlOrFolder: string, options: EngineOptions = {}): Promise<OpenDb> {
  const { pool, close } = await openEngine(urlOrFolder, options)
  return { db: handleOf(pool), pool, close }
}

/** Brings the schema to the latest migration; does nothing when it is there already. */
export async function migrateDb(db: Db, folder = migrationsFolder): Promise<void> {
  await migrate(db as Parameters<typeof migrate>[0], { migrationsFolder: folder })
}
