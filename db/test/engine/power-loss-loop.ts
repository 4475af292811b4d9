/*
 * The power loss of power-loss.test.ts on a real file system: data on an ext4 image behind a loop device, the image copied
 * while a writer acknowledges commits (what had reached the "disk"), the copy mounted and opened.
 * By hand, as root on Linux with loop devices: `pnpm exec tsx test/engine/power-loss-loop.ts [rounds]` in db/.
 * Exit code 0: nothing lost; 1: loss; 2: not possible on this machine.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openEmbedded } from '../../src/engine/index.ts'
import { checkLedger } from './ledger.ts'

const rounds = Number(process.argv[2] ?? 5)
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'convergence-loop-'))
const at = (name: string): string => path.join(work, name)
const run = (command: string, ...args: string[]): Buffer => execFileSync(command, args, { stdio: 'pipe' })

function mount(image: string, folder: string): void {
  fs.mkdirSync(at(folder), { recursive: true })
  run('mount', '-o', 'loop', at(image), at(folder))
}

async function startWriter(folder: string): Promise<{ child: ChildProcess; acknowledged: () => number }> {
  const script = path.join(import.meta.dirname, 'write-ledger.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += String(data)))
  while (!output.includes('READY')) await sleep(20)
  return { child, acknowledged: () => Number(output.split('\n').slice(1, -1).at(-1) ?? 0) }
}

async function round(): Promise<boolean> {
  const image = at('disk.img')
  fs.rmSync(image, { force: true })
  run('truncate', '-s', '600M', image)
  run('mkfs.ext4', '-q', '-F', image)
  mount('disk.img', 'live')
  const writer = await startWriter(path.join(at('live'), 'data'))
  await sleep(1_500 + Math.random() * 1_500)
  const acknowledged = writer.acknowledged()
  run('cp', '--sparse=always', image, at('after.img'))
  writer.child.kill('SIGKILL')
  await once(writer.child, 'close')
  run('umount', at('live'))
  mount('after.img', 'found')
  const state = await openEmbedded(path.join(at('found'), 'data'))
    .then(async (engine) => {
      const found = await checkLedger(engine.pool).catch(() => undefined)
      await engine.close()
      return found
    })
    .catch(() => undefined)
  run('umount', at('found'))
  console.log(`acknowledged before the cut: ${acknowledged}; found after it: ${JSON.stringify(state)}`)
  return state !== undefined && state.last >= acknowledged && state.missing === 0 && state.torn === 0
}

if (process.platform !== 'linux' || process.getuid?.() !== 0 || !fs.existsSync('/dev/loop-control')) {
  console.error('Loop devices need root on Linux.')
  process.exit(2)
}
let lost = 0
for (let n = 0; n < rounds; n++) if (!(await round())) lost++
fs.rmSync(work, { recursive: true, force: true })
console.log(`${lost} of ${rounds} rounds lost something`)
process.exit(lost === 0 ? 0 : 1)
