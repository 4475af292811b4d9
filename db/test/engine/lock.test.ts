import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { DataFolderLocked, openEmbedded } from '../../src/engine/index.ts'
import { lockFolder } from '../../src/engine/lock.ts'
import { isAlive, thisProcess } from '../../src/engine/process-identity.ts'
import { type Child, emptyTemplate, runChild, scratchFolder, untilOutput } from './support.ts'

const children: Child[] = []
async function opener(folder: string): Promise<Child> {
  const child = runChild('open-folder.ts', folder, await emptyTemplate())
  children.push(child)
  return child
}
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill('SIGKILL')
    await child.exit
  }
})

const locksBeside = (folder: string): string[] => fs.readdirSync(path.dirname(folder)).filter((n) => n.includes('.lock'))

it('refuses a second process and names the folder and the process that has it', async () => {
  const folder = path.join(scratchFolder(), 'data')
  const first = await opener(folder)
  await untilOutput(first, 'OPENED')
  const second = openEmbedded(folder)
  await expect(second).rejects.toBeInstanceOf(DataFolderLocked)
  await expect(second).rejects.toThrow(`${folder} is in use by process ${first.process.pid}`)
  first.process.stdin?.end()
  await first.exit
  expect(locksBeside(folder)).toEqual([])
})

it('refuses the same folder twice in one process, also through a link', async () => {
  const parent = scratchFolder()
  const folder = path.join(parent, 'data')
  const engine = await openEmbedded(folder, { template: await emptyTemplate() })
  fs.symlinkSync(folder, path.join(parent, 'alias'))
  await expect(openEmbedded(path.join(parent, 'alias'))).rejects.toThrow(`${folder} is in use`)
  await engine.close()
})

it('takes over the lock of a process that was killed, once, under a race of two', async () => {
  const folder = path.join(scratchFolder(), 'data')
  const killed = await opener(folder)
  await untilOutput(killed, 'OPENED')
  killed.process.kill('SIGKILL')
  await killed.exit
  expect(locksBeside(folder)).toHaveLength(1)
  const racers = await Promise.all([opener(folder), opener(folder)])
  await Promise.all(racers.map((racer) => untilOutput(racer, '\n')))
  const outcomes = racers.map((racer) => racer.output().split(' ').slice(0, 2).join(' ').trim()).sort()
  expect(outcomes).toEqual(['OPENED', 'REFUSED DataFolderLocked'])
})

it('gives the lock to exactly one of six processes that try at the same moment, over a stale lock or none', async () => {
  for (const stale of [false, true]) {
    const folder = path.join(scratchFolder(), 'data')
    const dead = { ...thisProcess(), started: 'another time', token: 'x' }
    if (stale) fs.writeFileSync(`${folder}.lock.3`, JSON.stringify(dead))
    const racers = Array.from({ length: 6 }, () => runChild('race-lock.ts', folder))
    children.push(...racers)
    await Promise.all(racers.map((racer) => untilOutput(racer, 'READY')))
    for (const racer of racers) racer.process.stdin?.write('go')
    await Promise.all(racers.map((racer) => untilOutput(racer, '.')))
    const outcomes = racers.map((racer) => racer.output().replace('READY ', '')).sort()
    expect(outcomes).toEqual(['LOCKED.', ...Array.from({ length: 5 }, () => 'REFUSED DataFolderLocked.')])
    expect(locksBeside(folder)).toHaveLength(1)
  }
})

it('takes a lock whose process id lives again as another process, and a lock cut short', async () => {
  const folder = path.join(scratchFolder(), 'data')
  fs.writeFileSync(`${folder}.lock.1`, JSON.stringify({ ...thisProcess(), started: 'long ago', token: 'x' }))
  fs.writeFileSync(`${folder}.lock.2`, '{"pid":')
  const release = await lockFolder(folder)
  expect(locksBeside(folder)).toEqual(['data.lock.3'])
  release()
})

it('respects the lock of another host while it beats and takes it once it is still', async () => {
  const folder = path.join(scratchFolder(), 'data')
  const file = `${folder}.lock.1`
  fs.writeFileSync(file, JSON.stringify({ host: 'elsewhere', pid: 1, started: '', token: 'x' }))
  await expect(lockFolder(folder)).rejects.toBeInstanceOf(DataFolderLocked)
  const longAgo = new Date(Date.now() - 120_000)
  fs.utimesSync(file, longAgo, longAgo)
  const release = await lockFolder(folder)
  release()
})

it.runIf(process.platform === 'linux')('sees that a zombie is dead although it answers signals', async () => {
  // The shell starts a child and becomes a sleep that never reaps it; the child ends only then, or the shell would reap it.
  const parent = spawn('/bin/sh', ['-c', '(until [ "$(cat /proc/$$/comm)" = sleep ]; do :; done) & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const pid = Number(String(line))
  const stat = (): string => fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  while (!/\) Z/.test(stat())) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(process.kill(pid, 0)).toBe(true)
  const started = `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${stat().split(') ')[1]?.split(' ')[19]}`
  expect(isAlive({ ...thisProcess(), pid, started })).toBe(false)
  expect(isAlive(thisProcess())).toBe(true)
  parent.kill('SIGKILL')
})
