// Child of kill.test.ts: writes entries for ever and prints the id of each one that was acknowledged.
import fs from 'node:fs'
import { openEngine } from '../../src/engine/index.ts'
import { createLedger, lastId, writeEntry } from './ledger.ts'

const [target = '', template] = process.argv.slice(2)
const { pool } = await openEngine(target, template === undefined ? {} : { template })
const client = await pool.connect()
await createLedger(client)
fs.writeSync(1, 'READY\n')
for (let id = (await lastId(client)) + 1; ; id++) {
  await writeEntry(client, id)
  fs.writeSync(1, `${id}\n`)
}
