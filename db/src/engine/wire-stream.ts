import { Duplex } from 'node:stream'
import { batchOf, cancelRequestCode, sslRequestCode } from './wire.ts'
import type { WorkerHost } from './worker-host.ts'

/**
 * What pg takes for its socket: PostgreSQL's wire protocol in, the worker's answers out.
 * Messages are held until one asks for an answer, so that a whole extended query is one trip to the worker.
 */
export class WireStream extends Duplex {
  readonly #host: WorkerHost
  #session: number | undefined
  #held: Buffer = Buffer.alloc(0)

  constructor(host: WorkerHost) {
    super({ allowHalfOpen: false })
    this.#host = host
  }

  /** Called by pg in place of a TCP connect. */
  connect(): this {
    process.nextTick(() => this.emit('connect'))
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {
    // Answers are pushed as they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
    if (this.#session === undefined) this.#start()
    if (this.#session !== undefined) this.#forward(this.#session)
    callback()
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#leave()
    this.push(null)
    callback()
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#leave()
    callback(error)
  }

  /** The packet before the first typed message: TLS is declined, a startup opens a clean session. */
  #start(): void {
    if (this.#held.length < 8) return
    const length = this.#held.readInt32BE(0)
    if (this.#held.length < length) return
    const code = this.#held.readInt32BE(4)
    this.#held = this.#held.subarray(length)
    if (code === sslRequestCode) this.push('N')
    else if (code === cancelRequestCode) this.push(null)
    else this.#session = this.#host.join(this)
  }

  #forward(session: number): void {
    const { length, terminated } = batchOf(this.#held)
    if (length > 0) {
      this.#host.send(session, new Uint8Array(this.#held.subarray(0, length)))
      this.#held = this.#held.subarray(length)
    }
    if (terminated) this.#leave()
  }

  #leave(): void {
    if (this.#session !== undefined) this.#host.leave(this.#session)
  }
}
