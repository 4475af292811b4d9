import { Worker } from 'node:worker_threads'
import { EngineStopped } from './errors.ts'
import type { FromWorker, Place, ToWorker } from './messages.ts'
import type { WireStream } from './wire-stream.ts'

/** Starts worker.js beside a bundle; in the source tree, worker.ts through tsx. */
function spawnWorker(place: Place): Worker {
  const entry = import.meta.url.endsWith('.ts') ? './worker-source.mjs' : './worker.js'
  return new Worker(new URL(entry, import.meta.url), { workerData: place, execArgv: [] })
}

type Waiting<T> = { resolve: (value: T) => void; reject: (error: Error) => void }

/** Owns the worker thread: hands sessions' bytes over, restarts it on a folder if it dies, ends it on close. */
export class WorkerHost {
  readonly #place: Place
  readonly #sessions = new Map<number, WireStream>()
  readonly #dumps = new Map<number, Waiting<Buffer>>()
  #worker: Worker | undefined
  #closed = false
  #nextId = 1
  #inTransaction = false
  #unanswered = 0

  constructor(place: Place) {
    this.#place = place
  }

  /** Starts the worker and waits until its database answers; rejects with the reason if it cannot open. */
  async open(): Promise<void> {
    const worker = this.#start()
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'opened') resolve()
        else if (message.kind === 'failed') reject(new EngineStopped(message.message))
      })
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new EngineStopped(`worker exit code ${code}`)))
    })
  }

  /** Opens a session with a clean state for this stream and returns its number. */
  join(stream: WireStream): number {
    const session = this.#nextId++
    this.#sessions.set(session, stream)
    this.#unanswered++
    this.#post({ kind: 'hello', session })
    return session
  }

  /** Sends whole messages of a session. */
  send(session: number, bytes: Uint8Array<ArrayBuffer>): void {
    this.#unanswered++
    this.#post({ kind: 'wire', session, bytes })
  }

  /** Ends a session; what it left open is rolled back before anyone else's first query. */
  leave(session: number): void {
    if (this.#sessions.delete(session)) this.release()
  }

  /** Rolls back a transaction that a pool client left open when it was given back. */
  release(): void {
    if (this.#inTransaction || this.#unanswered > 0) this.#post({ kind: 'release' })
  }

  /** A gzip tarball of the database as committed so far. */
  dump(): Promise<Buffer> {
    const request = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#dumps.set(request, { resolve, reject })
      this.#post({ kind: 'dump', request })
    })
  }

  /** Flushes and ends the database and its thread. */
  async close(): Promise<void> {
    this.#closed = true
    const worker = this.#worker
    if (!worker) return
    await new Promise<void>((resolve) => {
      worker.once('exit', () => resolve())
      worker.postMessage({ kind: 'close' } satisfies ToWorker)
    })
  }

  #start(): Worker {
    const worker = spawnWorker(this.#place)
    let reason = 'its thread ended'
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'failed') reason = message.message
      else this.#receive(message)
    })
    worker.on('error', (error) => (reason = error.message))
    worker.on('exit', () => this.#stopped(worker, reason))
    this.#worker = worker
    return worker
  }

  #post(message: ToWorker): void {
    if (!this.#worker && !this.#closed && 'folder' in this.#place) this.#start()
    this.#worker?.postMessage(message, 'bytes' in message ? [message.bytes.buffer] : [])
    // Memory is gone with its thread, and a closed engine stays closed: fail after the caller has its stream.
    if (!this.#worker) queueMicrotask(() => this.#failAll('it is closed'))
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'wire') {
      if (message.done) this.#unanswered--
      this.#inTransaction = message.inTransaction
      if (message.bytes.length > 0) this.#sessions.get(message.session)?.push(message.bytes)
    } else if (message.kind === 'dumped') {
      const waiting = this.#dumps.get(message.request)
      this.#dumps.delete(message.request)
      if (message.bytes) waiting?.resolve(Buffer.from(message.bytes.buffer))
      else waiting?.reject(new EngineStopped(message.error ?? 'no dump'))
    }
  }

  #stopped(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return
    this.#worker = undefined
    this.#unanswered = 0
    this.#inTransaction = false
    this.#failAll(reason)
  }

  #failAll(reason: string): void {
    const error = new EngineStopped(reason)
    for (const stream of this.#sessions.values()) stream.destroy(error)
    this.#sessions.clear()
    for (const waiting of this.#dumps.values()) waiting.reject(error)
    this.#dumps.clear()
  }
}
