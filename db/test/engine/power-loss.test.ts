import path from 'node:path'
import { expect, it } from 'vitest'
import { openEmbedded } from '../../src/engine/index.ts'
import { checkLedger, type LedgerState } from './ledger.ts'
import { emptyTemplate, runChild, scratchFolder } from './support.ts'

type Cut = { target: string; acknowledged: number; syncs: number }

async function cutsOf(kind: 'durable' | 'stock', ids: number[]): Promise<Cut[]> {
  const work = scratchFolder()
  const folder = path.join(work, 'data')
  await (await openEmbedded(folder, { template: await emptyTemplate() })).close()
  const child = runChild('lose-power.ts', kind, folder, work, ids.join())
  if ((await child.exit) !== 0) throw new Error(child.errors())
  return child.output().trim().split('\n').map((line) => JSON.parse(line) as Cut)
}

/** What is found when the machine is on again; `undefined` when not even the database or its table is. */
async function afterwards(cut: Cut): Promise<LedgerState | undefined> {
  try {
    const engine = await openEmbedded(cut.target)
    try {
      return await checkLedger(engine.pool)
    } finally {
      await engine.close()
    }
  } catch {
    return undefined
  }
}

it('loses no acknowledged row and tears no transaction when the power goes', async () => {
  // After a transaction and a single row, right after a checkpoint (every 200), and well into the next log.
  const cuts = await cutsOf('durable', [41, 200, 330])
  expect(cuts).toHaveLength(6)
  for (const cut of cuts) {
    expect(cut.syncs).toBeGreaterThanOrEqual(cut.acknowledged)
    expect(await afterwards(cut), cut.target).toEqual({ last: cut.acknowledged, missing: 0, torn: 0 })
  }
}, 240_000)

it('would see the loss: stock PGlite, which never syncs, loses acknowledged rows on the same disk', async () => {
  const [cut] = await cutsOf('stock', [41])
  if (!cut) throw new Error('The power was never cut')
  expect((await afterwards(cut))?.last ?? 0).toBeLessThan(cut.acknowledged)
}, 240_000)
