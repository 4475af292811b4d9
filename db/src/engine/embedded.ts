import fs from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { prepareFolder } from './data-folder.ts'
import { lockFolder } from './lock.ts'
import type { Place } from './messages.ts'
import type { EmbeddedEngine } from './types.ts'
import { WireStream } from './wire-stream.ts'
import { WorkerHost } from './worker-host.ts'

/** A query that waits this long for the one session fails: it is stuck behind a transaction that never ends. */
const waitMs = 60_000
const closeMs = 10_000

export type EmbeddedOptions = {
  /** Path of a gzip dump (`EmbeddedEngine.dump`) that a new database starts from: 0.7 s instead of 6. */
  template?: string
}

async function readTemplate(file: string | undefined): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return file === undefined ? undefined : new Uint8Array(await fs.readFile(file))
}

function poolOver(host: WorkerHost): pg.Pool {
  // pg calls `stream` with its own options and expects a socket; PGlite has one session, hence one client for ever.
  const stream = (): WireStream => new WireStream(host)
  const fixed = { host: 'embedded', user: 'postgres', database: 'postgres', password: '', ssl: false }
  const pool = new pg.Pool({ ...fixed, stream, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: waitMs })
  pool.on('release', () => host.release())
  pool.on('error', () => {
    // A dead idle client is replaced by the pool; without a listener Node would end the process.
  })
  return pool
}

async function endPool(pool: pg.Pool): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, closeMs)))
  await Promise.race([pool.end(), patience])
  clearTimeout(timer)
}

async function engineAt(place: Place, afterClose: () => void): Promise<EmbeddedEngine> {
  const host = new WorkerHost(place)
  await host.open()
  const pool = poolOver(host)
  let closing: Promise<void> | undefined
  const closeAll = async (): Promise<void> => {
    try {
      await endPool(pool)
      await host.close()
    } finally {
      afterClose()
    }
  }
  return { kind: 'embedded', pool, dump: () => host.dump(), close: () => (closing ??= closeAll()) }
}

/** A dump of an empty database, made in a thread of its own: initdb leaves 800 MB behind in its process. */
async function emptyDump(): Promise<Uint8Array> {
  const engine = await openMemory()
  try {
    return await engine.dump()
  } finally {
    await engine.close()
  }
}

/**
 * Opens the embedded database in `folder`, made if it is absent; everything acknowledged survives kill -9 and power loss.
 * Throws `DataFolderLocked` when another process has it, `DataFolderUnusable` when it holds something else.
 */
export async function openEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedEngine> {
  const parent = path.dirname(path.resolve(folder))
  await fs.mkdir(parent, { recursive: true })
  // One folder has one lock, by whatever link it is reached.
  const wanted = path.join(await fs.realpath(parent), path.basename(path.resolve(folder)))
  const real = await fs.realpath(wanted).catch(() => wanted)
  const release = await lockFolder(real)
  try {
    await prepareFolder(real, async () => (await readTemplate(options.template)) ?? emptyDump())
    return await engineAt({ folder: real }, release)
  } catch (error) {
    release()
    throw error
  }
}

/** Opens a database in memory for tests, from the gzip dump at path `template` or empty (about 4 s). */
export async function openMemory(template?: string): Promise<EmbeddedEngine> {
  const bytes = await readTemplate(template)
  return engineAt({ memory: true, ...(bytes && { template: bytes }) }, () => undefined)
}
