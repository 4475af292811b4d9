import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from '@convergence/db/testing'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { startProxy } from './proxy.ts'
import { alive, type Server, signIn, startServer } from './server.ts'
import { verdictOn } from './verdict.ts'
import { acknowledged, type Ledger, newLedger, startWriters } from './writer.ts'

// Short limits, so that what takes 37 s by default takes 7: the wait for a connection, the longest statement, and 2 s of grace.
const WAIT_S = 2
const STATEMENT_S = 3
const BOUND_MS = (WAIT_S + STATEMENT_S + 2) * 1000
/** The machine may be busy with other work. */
const SLACK_MS = 3_000

let database = { url: '', drop: async (): Promise<void> => undefined }
let proxy: Awaited<ReturnType<typeof startProxy>>
let server: Server
let cookie = ''
beforeAll(async () => {
  database = await createTestDatabase(inject('testHome'))
  proxy = await startProxy(database.url)
  server = await startServer(proxy.url, { DEMONSTRATION: 'on', POOL_SIZE: '4', POOL_WAIT_SECONDS: String(WAIT_S), STATEMENT_SECONDS: String(STATEMENT_S) })
  cookie = await signIn(server.url)
})
afterAll(async () => {
  await server.kill()
  await proxy.close()
  await database.drop()
})

/** Writes while `fault` lasts, mends, and says how soon the same server acknowledged again, in milliseconds. */
async function during(fault: () => Promise<void>): Promise<{ ledger: Ledger; againMs: number }> {
  const ledger = newLedger()
  const writers = startWriters(ledger, () => ({ url: server.url, cookie }), 8)
  while (acknowledged(ledger) < 20 && alive(server)) await sleep(5)
  await fault()
  proxy.mend()
  proxy.delay(0)
  const mended = performance.now()
  const seen = acknowledged(ledger)
  while (acknowledged(ledger) < seen + 20 && alive(server)) await sleep(5)
  await writers.finish()
  return { ledger, againMs: (ledger.at[seen] ?? Infinity) - mended }
}

async function say(what: string, { ledger, againMs }: { ledger: Ledger; againMs: number }) {
  const verdict = await verdictOn(database.url, ledger)
  const figures = `${what}: ${verdict.acknowledged} acknowledged, ${verdict.lost} lost, ${verdict.half} half, serving again ${(againMs / 1000).toFixed(1)} s after, longest answer ${(ledger.slowest / 1000).toFixed(1)} s; refusals ${JSON.stringify(Object.fromEntries(ledger.refusals))}`
  console.info(figures)
  expect(verdict, `${figures}\n${server.said()}`).toMatchObject({ lost: 0, duplicated: 0, half: 0 })
  expect([[...ledger.refusals.keys()].filter((status) => status !== '503'), ledger.withoutRetryAfter]).toEqual([[], 0])
}

it('R-04: connections to the database cut under writes are 503, and the pool heals by itself', async () => {
  const seen = await during(async () => {
    for (let cut = 0; cut < 3; cut += 1) {
      proxy.cut()
      await sleep(400)
      proxy.mend()
      await sleep(200)
    }
  })
  await say('3 cuts of 0.4 s', seen)
  expect(seen.againMs).toBeLessThan(5_000)
})

it('R-04: connections that fall silent hold no request longer than its limits, and no place in the pool', async () => {
  const seen = await during(async () => {
    proxy.halfOpen()
    await sleep(BOUND_MS)
  })
  await say('half-open for 7 s', seen)
  expect(seen.ledger.slowest).toBeLessThan(BOUND_MS + SLACK_MS)
  // Until then what the lost transactions had locked stays locked.
  expect(seen.againMs).toBeLessThan(2 * STATEMENT_S * 1000 + SLACK_MS)
})

it('R-04: a slow wire loses and doubles nothing', async () => {
  const seen = await during(async () => {
    proxy.delay(60)
    await sleep(3_000)
  })
  await say('60 ms each way for 3 s', seen)
})
