/*
 * The thread that owns PGlite, so that no query ever blocks the server's event loop.
 * From source it is started by worker-source.mjs, which adds the tsx loader; a bundle must place it as worker.js beside the file
 * that holds worker-host.ts (api/dist/server.js and api/dist/worker.js), with @electric-sql/pglite left external
 * and resolvable from there: PGlite finds its own .wasm files relative to itself.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { PGlite } from '@electric-sql/pglite'
import type { FromWorker, Place, ToWorker } from './messages.ts'
import { openDurable, openInMemory } from './open-pglite.ts'
import { copyRequest, endsCopy, greeting, simpleQuery, startsCopy, sync, withoutCopyRequest } from './wire.ts'

const chunkBytes = 256 * 1024

function post(message: FromWorker): void {
  const transfer = 'bytes' in message && message.bytes ? [message.bytes.buffer] : []
  parentPort?.postMessage(message, transfer)
}

/** Collects an answer and posts it in chunks, the last of them when all is done. */
function answering(db: PGlite, session: number): { take: (data: Uint8Array) => void; send: (done: boolean) => void } {
  let parts: Uint8Array[] = []
  let size = 0
  const send = (done: boolean): void => {
    const bytes = new Uint8Array(Buffer.concat(parts))
    parts = []
    size = 0
    post({ kind: 'wire', session, bytes, done, inTransaction: db.isInTransaction() })
  }
  const take = (data: Uint8Array): void => {
    // The engine reuses its buffer: copy.
    parts.push(data.slice())
    size += data.length
    if (size >= chunkBytes) send(false)
  }
  return { take, send }
}

async function answer(db: PGlite, session: number, batch: Uint8Array): Promise<void> {
  const { take, send } = answering(db, session)
  await db.execProtocolRawStream(batch, { syncToFs: false, onRawData: take })
  send(true)
}

/**
 * PGlite cannot wait for more input in the middle of a statement: the engine would end. So the worker itself asks for
 * the copy data, holds it, and gives statement and data in one batch.
 */
let copying: Buffer[] | undefined

async function wire(db: PGlite, session: number, bytes: Uint8Array): Promise<void> {
  const batch = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const { take, send } = answering(db, session)
  if (!copying && !startsCopy(batch)) return answer(db, session, batch)
  if (!copying) take(copyRequest())
  copying ??= []
  copying.push(batch)
  if (endsCopy(batch)) take(withoutCopyRequest(await copyIn(db, copying)))
  send(true)
}

async function copyIn(db: PGlite, batches: Buffer[]): Promise<Buffer> {
  copying = undefined
  const parts: Uint8Array[] = []
  const onRawData = (data: Uint8Array): void => void parts.push(data.slice())
  await db.execProtocolRawStream(Buffer.concat(batches), { syncToFs: false, onRawData })
  return Buffer.concat(parts)
}

async function silently(db: PGlite, ...batch: Buffer[]): Promise<void> {
  await db.execProtocolRawStream(Buffer.concat(batch), { syncToFs: false, onRawData: () => undefined })
}

async function rollBack(db: PGlite): Promise<void> {
  copying = undefined
  await silently(db, sync())
  if (db.isInTransaction()) await silently(db, simpleQuery('ROLLBACK'))
}

async function greet(db: PGlite, session: number, version: string): Promise<void> {
  await rollBack(db)
  await silently(db, simpleQuery('DISCARD ALL'))
  const parameters = { server_version: version, client_encoding: 'UTF8', DateStyle: 'ISO, MDY', TimeZone: 'UTC' }
  const fixed = { integer_datetimes: 'on', standard_conforming_strings: 'on', server_encoding: 'UTF8' }
  const bytes = new Uint8Array(greeting({ ...parameters, ...fixed }))
  post({ kind: 'wire', session, bytes, done: true, inTransaction: false })
}

async function dump(db: PGlite, request: number): Promise<void> {
  try {
    if (!db.isInTransaction()) await silently(db, simpleQuery('CHECKPOINT'))
    const blob = await db.dumpDataDir('gzip')
    post({ kind: 'dumped', request, bytes: new Uint8Array(await blob.arrayBuffer()) })
  } catch (error) {
    post({ kind: 'dumped', request, error: String(error) })
  }
}

async function handle(db: PGlite, message: ToWorker, version: string): Promise<void> {
  if (message.kind === 'hello') return greet(db, message.session, version)
  if (message.kind === 'wire') return wire(db, message.session, message.bytes)
  if (message.kind === 'release') return rollBack(db)
  if (message.kind === 'dump') return dump(db, message.request)
  await rollBack(db)
  await db.close()
  post({ kind: 'closed' })
  parentPort?.close()
}

/** Emscripten throws plain objects that carry a message. */
function fail(error: unknown): never {
  const hasMessage = typeof error === 'object' && error !== null && 'message' in error
  post({ kind: 'failed', message: String(hasMessage ? error.message : error) })
  process.exit(1)
}

async function main(place: Place): Promise<void> {
  const db = 'folder' in place ? await openDurable(place.folder) : await openInMemory(place.template)
  const { rows } = await db.query<{ server_version: string }>('SHOW server_version')
  const version = rows[0]?.server_version ?? ''
  let queue: Promise<void> = Promise.resolve()
  parentPort?.on('message', (message: ToWorker) => {
    queue = queue.then(() => handle(db, message, version)).catch((error: unknown) => {
      // Nothing that a client sends may land here: the engine itself is broken, the server starts a new one.
      fail(error)
    })
  })
  post({ kind: 'opened' })
}

main(workerData as Place).catch(fail)
