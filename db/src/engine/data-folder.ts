import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { DataFolderUnusable } from './errors.ts'
import { extract } from './untar.ts'

/** PostgreSQL's major version inside the pinned PGlite: a folder of another major cannot be opened. */
const majorVersion = '18'
const parallelSyncs = 32

async function syncOne(target: string): Promise<void> {
  const handle = await fs.open(target, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Windows cannot sync a folder.
    if (process.platform !== 'win32') throw error
  } finally {
    await handle.close()
  }
}

async function syncAll(targets: string[]): Promise<void> {
  const queue = [...targets]
  const drain = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) await syncOne(next)
  }
  await Promise.all(Array.from({ length: parallelSyncs }, drain))
}

/** True for a usable data folder, false where one can be made; throws `DataFolderUnusable` for anything else. */
async function exists(folder: string): Promise<boolean> {
  const names = await fs.readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new DataFolderUnusable(folder, error.message)
  })
  if (names.length === 0) return false
  const version = await fs.readFile(path.join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) throw new DataFolderUnusable(folder, 'it holds files that are no database')
  if (version.trim() === majorVersion) return true
  throw new DataFolderUnusable(folder, `it was made by PostgreSQL ${version.trim()}, this is ${majorVersion}`)
}

/**
 * Makes the data folder from a gzip dump unless it is there. The caller holds its lock.
 * It is built beside and renamed when all of it is on disk, so that a folder that exists is always whole:
 * a creation that was cut short leaves only `<folder>.new`, which the next start throws away.
 */
export async function prepareFolder(folder: string, makeDump: () => Promise<Uint8Array>): Promise<void> {
  const unfinished = `${folder}.new`
  await fs.rm(unfinished, { recursive: true, force: true })
  if (await exists(folder)) return
  const tar = await promisify(gunzip)(await makeDump())
  await syncAll(await extract(tar, unfinished))
  await exists(unfinished)
  await fs.rename(unfinished, folder)
  await syncAll([path.dirname(folder)])
}
