import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished } from 'vitest'
import { alive, type Server, signIn, startServer } from './server.ts'
import { nothingLost, verdictOn } from './verdict.ts'
import { acknowledged, newLedger, startWriters } from './writer.ts'

const long = process.env.FAULTS_LONG !== undefined
const KILLS = long ? 50 : 2
const WRITES = long ? 10_000 : 300
const CLIENTS = 8

/** Kills the server in the middle of keyed writes, starts it again at once, and lets the clients send again what was not acknowledged. */
export async function killUnderWrites(database: string): Promise<void> {
  const ledger = newLedger()
  let server: Server = await startServer(database)
  let coming = Promise.resolve(server)
  onTestFinished(() => server.kill())
  const cookie = await signIn(server.url)
  // The demonstration stands and the sign-in with it: later starts need not look at it again.
  const again = { DEMONSTRATION: 'off' }
  const writers = startWriters(ledger, async () => ({ url: (await coming).url, cookie }), CLIENTS)
  const away: number[] = []
  for (let round = 1; round <= KILLS; round += 1) {
    const until = Math.round((WRITES * round) / (KILLS + 1))
    while (acknowledged(ledger) < until && alive(server)) await sleep(1)
    await sleep(Math.random() * 40)
    const killed = performance.now()
    const { kill } = server
    coming = kill().then(() => startServer(database, again))
    server = await coming
    const before = acknowledged(ledger)
    while (acknowledged(ledger) === before) await sleep(5)
    away.push((ledger.at[before] ?? 0) - killed)
  }
  while (acknowledged(ledger) < WRITES) await sleep(5)
  await writers.finish()
  const { code } = await server.stop()
  const verdict = await verdictOn(database, ledger)
  const seconds = away.map((ms) => ms / 1000)
  const figures = `${KILLS} kills, ${verdict.acknowledged} acknowledged, ${verdict.lost} lost, ${verdict.duplicated} duplicated, ${verdict.half} half, serving again after ${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} s; refusals ${JSON.stringify(Object.fromEntries(ledger.refusals))}`
  console.info(figures)
  expect({ ...verdict, code }, figures).toMatchObject({ ...nothingLost, code: 0 })
  expect(verdict.acknowledged).toBeGreaterThanOrEqual(WRITES)
  expect([...ledger.refusals.keys()].filter((status) => !['lost', '503'].includes(status))).toEqual([])
}
