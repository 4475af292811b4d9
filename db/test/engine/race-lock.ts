// Child of lock.test.ts: tries for a lock as soon as something is written to it, and keeps it until it is killed.
import { lockFolder } from '../../src/engine/lock.ts'

const folder = process.argv[2] ?? ''
process.stdout.write('READY ')
process.stdin.once('data', () => {
  lockFolder(folder)
    .then(() => process.stdout.write('LOCKED.'))
    .catch((error: unknown) => process.stdout.write(`REFUSED ${error instanceof Error ? error.name : ''}.`))
})
