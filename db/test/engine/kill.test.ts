import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openEmbedded, openPostgres } from '../../src/engine/index.ts'
import { startPostgres } from '../../src/engine/testing-postgres.ts'
import { checkLedger, type LedgerState } from './ledger.ts'
import { type Child, emptyTemplate, runChild, scratchFolder, untilOutput } from './support.ts'

const rounds = 3
const fewest = 25

/** The last id whose line arrived whole. */
function acknowledged(child: Child): number {
  return Number(child.output().split('\n').slice(1, -1).at(-1) ?? 0)
}

async function writeThenKill(args: string[], alsoKill: () => Promise<void>): Promise<number> {
  const child = runChild('write-ledger.ts', ...args)
  await untilOutput(child, 'READY\n')
  while (acknowledged(child) <= fewest && child.process.exitCode === null) await sleep(5)
  await sleep(Math.random() * 700)
  if (Math.random() < 0.5) await alsoKill()
  child.process.kill('SIGKILL')
  await child.exit
  return acknowledged(child)
}

function expectWhole(state: LedgerState, acked: number): void {
  expect(acked).toBeGreaterThan(fewest)
  expect(state.last).toBeGreaterThanOrEqual(acked)
  expect(state).toMatchObject({ missing: 0, torn: 0 })
}

it('keeps every acknowledged row on the embedded engine when the process is killed', async () => {
  const folder = path.join(scratchFolder(), 'data')
  const template = await emptyTemplate()
  for (let round = 0; round < rounds; round++) {
    const acked = await writeThenKill([folder, template], () => Promise.resolve())
    const engine = await openEmbedded(folder)
    expectWhole(await checkLedger(engine.pool), acked)
    await engine.close()
  }
}, 240_000)

it('keeps every acknowledged row on PostgreSQL when the writer or the whole server is killed', async () => {
  const server = await startPostgres({ own: true, durable: true })
  let crashed = false
  for (let round = 0; round < rounds; round++) {
    const acked = await writeThenKill([server.url], async () => {
      crashed = true
      await server.crash()
    })
    // The last round is a crash if no round before was one.
    if (round === rounds - 1 && !crashed) await server.crash()
    const engine = await openPostgres(server.url)
    expectWhole(await checkLedger(engine.pool), acked)
    await engine.close()
  }
  await server.stop()
}, 240_000)
