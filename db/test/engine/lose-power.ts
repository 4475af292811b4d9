// Child of power-loss.test.ts: writes on a simulated disk and cuts the power several times along the way.
// lose-power.ts durable|stock <folder> <working folder> <ids to cut after> -> one JSON line per cut: { target, acknowledged, syncs }
import fs from 'node:fs'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { openDurable } from '../../src/engine/open-pglite.ts'
import { createLedger, writeEntry } from './ledger.ts'
import { SimulatedDisk } from './simulated-disk.ts'

const [kind = '', folder = '', work = '', ids = ''] = process.argv.slice(2)
const cuts = ids.split(',').map(Number)

/** Seeded, so that a failure can be played again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

fs.mkdirSync(path.join(work, 'shadow'))
const disk = new SimulatedDisk(folder, path.join(work, 'shadow'))
disk.install()
const db = kind === 'stock' ? await PGlite.create(folder) : await openDurable(folder)
await createLedger(db as Parameters<typeof createLedger>[0])
for (let id = 1; id <= Math.max(...cuts); id++) {
  await writeEntry(db as Parameters<typeof writeEntry>[0], id)
  if (!cuts.includes(id)) continue
  const draw = random(id)
  for (const chance of [undefined, () => draw() < 0.5]) {
    const target = path.join(work, `cut-${id}${chance ? '-partly-written' : ''}`)
    disk.cutPower(target, chance)
    process.stdout.write(`${JSON.stringify({ target, acknowledged: id, syncs: disk.syncs })}\n`)
  }
}
process.exit(0)
