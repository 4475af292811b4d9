import { fileURLToPath } from 'node:url'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type { Pool } from 'pg'
import { openEngine } from './engine/index.ts'
import { type Db, handleOf } from './handle.ts'

export * as schema from './schema/index.ts'
export type { Db } from './handle.ts'
export { handleOf } from './handle.ts'
export { demoId } from './demo-id.ts'
export { searchKey } from './text.ts'

/** An open database: the handle for queries, the pool beneath it, and the way to close both. */
export interface OpenDb {
  db: Db
  pool: Pool
  close(): Promise<void>
}

/** Opens PostgreSQL (`postgres://…`) or the embedded database in a folder. Throws `DataFolderLocked` when another process holds the folder. */
export async function createDb(urlOrFolder: string, options: { template?: string } = {}): Promise<OpenDb> {
  const { pool, close } = await openEngine(urlOrFolder, options)
  return { db: handleOf(pool), pool, close }
}

/** Where the SQL migrations stand; a bundled server passes its own folder. */
export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

/** Brings the schema to the latest migration; does nothing when it is there already. */
export async function migrateDb(db: Db, folder = migrationsFolder): Promise<void> {
  await migrate(db as Parameters<typeof migrate>[0], { migrationsFolder: folder })
}
