import { openEmbedded, type EmbeddedOptions } from './embedded.ts'
import { openPostgres, type PostgresOptions } from './postgres.ts'
import type { Engine } from './types.ts'

export { openEmbedded, openMemory, type EmbeddedOptions } from './embedded.ts'
export { DataFolderLocked, DataFolderUnusable, EngineError, EngineStopped } from './errors.ts'
export { openPostgres, type PostgresOptions } from './postgres.ts'
export type { EmbeddedEngine, Engine } from './types.ts'

export type EngineOptions = EmbeddedOptions & PostgresOptions

/** Opens PostgreSQL for a postgres:// or postgresql:// address, else the embedded database in that folder. */
export async function openEngine(urlOrFolder: string, options: EngineOptions = {}): Promise<Engine> {
  return /^postgres(ql)?:\/\//i.test(urlOrFolder)
    ? openPostgres(urlOrFolder, options)
    : openEmbedded(urlOrFolder, options)
}
