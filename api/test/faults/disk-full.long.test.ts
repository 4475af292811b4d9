import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '@convergence/db/testing'
import { expect, it, onTestFinished } from 'vitest'
import { signIn, startServer } from './server.ts'
import { nothingLost, verdictOn } from './verdict.ts'
import { acknowledged, newLedger, startWriters } from './writer.ts'

const REFUSALS = 50

/** A disk of its own, in memory; to mount it wants root, hence the long form alone. */
function mountDisk(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'convergence-disk-'))
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=1777`, 'tmpfs', folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`no disk of our own, which wants root: ${stderr}`)
  onTestFinished(() => { spawnSync('umount', ['-l', folder]); rmdirSync(folder) })
  return folder
}

/** Takes all the room that is left, and gives it back when told. */
function fillDisk(folder: string): () => void {
  const ballast = join(folder, 'ballast')
  for (const size of [1 << 20, 4096]) {
    try {
      for (;;) appendFileSync(ballast, Buffer.alloc(size))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  return () => rmSync(ballast)
}

it('R-11: with the disk of PostgreSQL full, writes are 503 with Retry-After, reads go on, and writes go on once there is room, without any being lost', async () => {
  const disk = mountDisk(256)
  const { TMPDIR } = process.env
  process.env.TMPDIR = disk
  const postgres = await startPostgres({ own: true, durable: true }).finally(() => { if (TMPDIR === undefined) delete process.env.TMPDIR; else process.env.TMPDIR = TMPDIR })
  onTestFinished(() => postgres.stop())
  const server = await startServer(postgres.url)
  onTestFinished(() => server.kill())
  const cookie = await signIn(server.url)
  const ledger = newLedger()
  const writers = startWriters(ledger, () => ({ url: server.url, cookie }), 4)
  while (acknowledged(ledger) < 50) await sleep(5)
  const empty = fillDisk(disk)
  const full = acknowledged(ledger)
  while ((ledger.refusals.get('503') ?? 0) < REFUSALS) await sleep(5)
  const reads = await Promise.all(Array.from({ length: 20 }, () => fetch(`${server.url}/api/v1/stakeholders?limit=50`, { headers: { cookie } }).then(async (response) => [response.status, (await response.text()).length > 1000])))
  const between = acknowledged(ledger) - full
  empty()
  const freed = performance.now()
  const seen = acknowledged(ledger)
  while (acknowledged(ledger) < seen + 50) await sleep(5)
  await writers.finish()
  const { code } = await server.stop()
  const verdict = await verdictOn(postgres.url, ledger)
  const figures = `disk full: ${between} more writes found room, then ${ledger.refusals.get('503')} refusals, ${reads.length} reads served, writing again ${(((ledger.at[seen] ?? Infinity) - freed) / 1000).toFixed(1)} s after room was made; ${verdict.acknowledged} acknowledged, ${verdict.lost} lost, ${verdict.duplicated} duplicated, ${verdict.half} half`
  console.info(figures)
  expect(reads).toEqual(reads.map(() => [200, true]))
  expect({ ...verdict, code, withoutRetryAfter: ledger.withoutRetryAfter }, `${figures}\n${server.said()}`).toMatchObject({ ...nothingLost, code: 0, withoutRetryAfter: 0 })
  expect([...ledger.refusals.keys()]).toEqual(['503'])
})
