import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoId } from '@convergence/db'

const RETRY_MS = 50
const PATIENCE_MS = 600_000

/** What the client knows of its writes: which it was told are done, and every other answer it got. */
export interface Ledger {
  /** Name of each stakeholder asked for → the id that a 201 gave, or null while no answer came. */
  asked: Map<string, string | null>
  /** How often each refusal came, by status; `lost` for a connection that broke without an answer. */
  refusals: Map<string, number>
  /** Refusals with 503 that named no time to come back. */
  withoutRetryAfter: number
  /** Moments, by performance.now(), of every acknowledgement. */
  at: number[]
  /** Longest wait for any answer, in milliseconds. */
  slowest: number
}

export const newLedger = (): Ledger => ({ asked: new Map(), refusals: new Map(), withoutRetryAfter: 0, at: [], slowest: 0 })
export const acknowledged = (ledger: Ledger): number => ledger.at.length
const count = (ledger: Ledger, what: string): void => void ledger.refusals.set(what, (ledger.refusals.get(what) ?? 0) + 1)

export interface Where { url: string; cookie: string }

export interface Writers {
  /** No further write begins; resolves when each begun one is acknowledged. */
  finish(): Promise<void>
}

/**
 * Clients that each write one stakeholder after the other with an Idempotency-Key of its own, and send a write again under the same key
 * until it is acknowledged. Where to is asked before each try, since a server may come back elsewhere; a promise makes the clients wait until it has.
 */
export function startWriters(ledger: Ledger, server: () => Where | Promise<Where>, clients: number): Writers {
  let going = true
  const write = async (): Promise<void> => {
    while (going) await writeOne(ledger, server)
  }
  const all = Array.from({ length: clients }, write)
  // A failure is reported by finish(), whenever that is asked.
  for (const one of all) one.catch(() => undefined)
  return { finish: async () => { going = false; await Promise.all(all) } }
}

async function writeOne(ledger: Ledger, server: () => Where | Promise<Where>): Promise<void> {
  const key = randomUUID()
  const name = `Panne ${key}`
  ledger.asked.set(name, null)
  const deadline = performance.now() + PATIENCE_MS
  while (performance.now() < deadline) {
    const where = await server()
    const began = performance.now()
    const response = await send(where, key, name)
    ledger.slowest = Math.max(ledger.slowest, performance.now() - began)
    if (response?.status === 201) {
      ledger.asked.set(name, response.id)
      ledger.at.push(performance.now())
      return
    }
    count(ledger, response ? String(response.status) : 'lost')
    if (response?.status === 503 && !response.retryAfter) ledger.withoutRetryAfter += 1
    await sleep(RETRY_MS)
  }
  throw new Error(`no acknowledgement within ${PATIENCE_MS / 1000} s: ${JSON.stringify([...ledger.refusals])}`)
}

async function send({ url, cookie }: Where, key: string, name: string): Promise<{ status: number; id: string; retryAfter: boolean } | null> {
  try {
    const response = await fetch(`${url}/api/v1/stakeholders`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie }, body: JSON.stringify({ kind: 'organisation', name, perimeterId: demoId('perimeter', 'national') }) })
    const body = (await response.json()) as { id?: string }
    return { status: response.status, id: body.id ?? '', retryAfter: response.headers.has('retry-after') }
  } catch {
    return null
  }
}
