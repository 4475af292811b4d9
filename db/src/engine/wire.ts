/** Messages that end a batch: Query, Sync, Flush, CopyDone, CopyFail, FunctionCall; CopyData so that it does not pile up. */
const flushing = new Set(['Q', 'S', 'H', 'c', 'f', 'F', 'd'].map((type) => type.charCodeAt(0)))
const copyStart = 'G'.charCodeAt(0)
const copyEnds = new Set(['c', 'f'].map((type) => type.charCodeAt(0)))
const query = 'Q'.charCodeAt(0)
const terminate = 'X'.charCodeAt(0)

export const sslRequestCode = 80877103
export const cancelRequestCode = 80877102

/** A frontend message as a view on the bytes that were received. */
export type Frame = { type: number; start: number; end: number }

/** Cuts `bytes` into the complete messages it holds, in order; an incomplete tail is left out. */
export function framesOf(bytes: Buffer): Frame[] {
  const frames: Frame[] = []
  let start = 0
  while (start + 5 <= bytes.length) {
    const end = start + 1 + bytes.readInt32BE(start + 1)
    if (end > bytes.length) break
    frames.push({ type: bytes.readUInt8(start), start, end })
    start = end
  }
  return frames
}

/** How far a batch may be sent (bytes up to the last message that asks for an answer) and whether the client leaves. */
export function batchOf(bytes: Buffer): { length: number; terminated: boolean } {
  let length = 0
  for (const frame of framesOf(bytes)) {
    if (frame.type === terminate) return { length, terminated: true }
    if (flushing.has(frame.type)) length = frame.end
  }
  return { length, terminated: false }
}

/** Whether the batch is a simple `COPY ... FROM STDIN`, whose data the client sends only once it is asked to. */
export function startsCopy(batch: Buffer): boolean {
  if (batch[0] !== query || batch.length > 10_000) return false
  const sql = batch.toString('utf8', 5, batch.length - 1)
  return /^\s*copy\b[^]*\bfrom\s+stdin\b/i.test(sql)
}

/** Whether the batch ends the client's copy data, well or not. */
export function endsCopy(batch: Buffer): boolean {
  return framesOf(batch).some((frame) => copyEnds.has(frame.type))
}

/** The answer without the request for copy data that it begins with, which the client has had before. */
export function withoutCopyRequest(answer: Buffer): Buffer {
  return answer[0] === copyStart ? answer.subarray(1 + answer.readInt32BE(1)) : answer
}

function message(type: string, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(5)
  head.write(type, 0, 'latin1')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** The answer to a startup packet: authenticated, session parameters, ready and idle. */
export function greeting(parameters: Record<string, string>): Buffer {
  const statuses = Object.entries(parameters).map(([name, value]) => message('S', Buffer.from(`${name}\0${value}\0`)))
  return Buffer.concat([
    message('R', int32(0)),
    ...statuses,
    message('K', int32(1), int32(0)),
    message('Z', Buffer.from('I')),
  ])
}

/** Asks the client for copy data, in text, of an unstated number of columns. */
export function copyRequest(): Buffer {
  return message('G', Buffer.from([0, 0, 0]))
}

/** A simple Query message. */
export function simpleQuery(sql: string): Buffer {
  return message('Q', Buffer.from(`${sql}\0`))
}

/** A Sync message, which ends an extended query left open by a client that vanished. */
export function sync(): Buffer {
  return message('S')
}
