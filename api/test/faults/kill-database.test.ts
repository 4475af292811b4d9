import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '@convergence/db/testing'
import { expect, it, onTestFinished } from 'vitest'
import { alive, signIn, startServer } from './server.ts'
import { nothingLost, verdictOn } from './verdict.ts'
import { acknowledged, newLedger, startWriters } from './writer.ts'

const CRASHES = process.env.FAULTS_LONG ? 20 : 2
const DOWN_MS = 1_500
const AGAIN_MS = 5_000

it('R-02: kill -9 of PostgreSQL under writes loses none that was acknowledged; meanwhile 503 with Retry-After, never 500; the same API serves again within 5 s', async () => {
  const postgres = await startPostgres({ own: true, durable: true })
  onTestFinished(() => postgres.stop())
  const server = await startServer(postgres.url)
  onTestFinished(() => server.kill())
  const cookie = await signIn(server.url)
  const ledger = newLedger()
  const writers = startWriters(ledger, () => ({ url: server.url, cookie }), 16)
  const away: number[] = []
  for (let crash = 1; crash <= CRASHES; crash += 1) {
    const before = acknowledged(ledger)
    while (acknowledged(ledger) < before + 100 && alive(server)) await sleep(1)
    await postgres.crash(DOWN_MS)
    const back = performance.now()
    const seen = acknowledged(ledger)
    while (acknowledged(ledger) === seen && performance.now() < back + 4 * AGAIN_MS && alive(server)) await sleep(5)
    away.push(performance.now() - back)
  }
  expect(alive(server), server.said()).toBe(true)
  await writers.finish()
  const { code } = await server.stop()
  const verdict = await verdictOn(postgres.url, ledger)
  const figures = `${CRASHES} crashes of ${DOWN_MS / 1000} s, ${verdict.acknowledged} acknowledged, ${verdict.lost} lost, ${verdict.duplicated} duplicated, ${verdict.half} half, serving again ${(Math.max(...away) / 1000).toFixed(1)} s after the database at most, longest answer ${(ledger.slowest / 1000).toFixed(1)} s; refusals ${JSON.stringify(Object.fromEntries(ledger.refusals))}`
  console.info(figures)
  expect({ ...verdict, code, withoutRetryAfter: ledger.withoutRetryAfter }, `${figures}\n${server.said()}`).toMatchObject({ ...nothingLost, code: 0, withoutRetryAfter: 0 })
  expect([...ledger.refusals.keys()]).toEqual(['503'])
  expect(Math.max(...away)).toBeLessThan(AGAIN_MS)
})
