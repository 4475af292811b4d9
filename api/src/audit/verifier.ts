import { createDb } from '@convergence/db'
import { readConfig } from '../config.ts'
import { sqlStateOf } from '../plugins/database-problem.ts'
import { countWaiting, verifyChain } from './verify.ts'

const REASONS = { altered: 'the entry or its link is not what was written', 'entry-missing': 'the entry was deleted', 'link-missing': 'the link was deleted' }

/** `pnpm audit:verify`: recomputes the whole chain of the audit. Ends with 0 when it holds, 1 when it does not, 2 when it could not be read. */
async function main(): Promise<number> {
  const { db, close } = await createDb(readConfig(process.env).database)
  try {
    const started = performance.now()
    const { verified, head, broken } = await verifyChain(db)
    const { entries, waiting, overdue } = await countWaiting(db)
    say(`${entries} entries, ${verified} links verified in ${((performance.now() - started) / 1000).toFixed(1)} s, ${waiting} not linked yet.`)
    if (head) say(`Head: position ${head.position}, ${head.hash}, ${head.at.toISOString()}. Kept elsewhere, it proves what stands before it.`)
    if (overdue > 0) say(`NOT LINKED: ${overdue} entries wait for more than an hour. Is a server running?`)
    if (broken) say(`BROKEN at position ${broken.position}: ${REASONS[broken.reason]}${broken.entryId ? ` (entry ${broken.entryId})` : ''}.`)
    else say('The chain holds.')
    return broken || overdue > 0 ? 1 : 0
  } finally {
    await close()
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

main().then((code) => process.exit(code), (error: Error) => {
  process.stderr.write(`${sqlStateOf(error)?.code === '42P01' ? 'There is no audit in this database: a server has not started on it yet.' : error.message}\n`)
  process.exit(2)
})
