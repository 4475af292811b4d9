// Child of lock.test.ts: opens a folder, says how that went, and holds it until its standard input ends.
import { openEmbedded } from '../../src/engine/index.ts'

const [folder = '', template = ''] = process.argv.slice(2)
try {
  const engine = await openEmbedded(folder, { template })
  process.stdout.write('OPENED\n')
  process.stdin.resume()
  process.stdin.on('end', () => void engine.close())
} catch (error) {
  process.stdout.write(`REFUSED ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}\n`)
}
