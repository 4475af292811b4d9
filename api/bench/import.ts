import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { createDb, demoId, migrateDb, newId, type OpenDb, searchKey } from '@convergence/db'
import { seedDemonstration, seedReference } from '@convergence/db/seed'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'

export interface ImportBench { rows: number; copyMs: number; importMs: number; ratio: number; steps: { uploadMs: number; checkMs: number; commitMs: number } }

const ROUNDS = 3
const perimeterId = demoId('perimeter', 'national')
const row = (i: number) => ({ id: `BENCH-${String(i).padStart(6, '0')}`, name: `Organisation d’essai n° ${i} pour la santé et la prévention`, city: ['Rennes', 'Nantes', 'Brest', 'Vannes'][i % 4] ?? '', tags: [`secteur ${i % 50}`, `niveau ${i % 5}`] })

/**
 * Imports valid rows through HTTP (upload, dry run, commit) and copies the same rows into the same table with COPY, both
 * three times in turn; medians in milliseconds. `url`: a PostgreSQL database or a folder, of its own: it is filled and left so.
 */
export async function benchImport(url: string, rows = 10_000): Promise<ImportBench> {
  const open = await createDb(url)
  await migrateDb(open.db)
  await seedReference(open.db)
  await seedDemonstration(open.db)
  const app = await buildApp({ db: open.db, config: { ...readConfig({}), logLevel: 'silent' } })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  try {
    const cookie = await signIn(address)
    const copies: number[] = []
    const imports: ImportBench['steps'][] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      copies.push(await timed(() => copyRows(open, rows)))
      await clear(open)
      imports.push(await importRows(address, cookie, rows))
      await clear(open)
    }
    const steps = imports.sort((a, b) => sum(a) - sum(b))[Math.floor(ROUNDS / 2)] ?? { uploadMs: 0, checkMs: 0, commitMs: 0 }
    const copyMs = copies.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
    return { rows, copyMs, importMs: sum(steps), ratio: sum(steps) / copyMs, steps }
  } finally {
    await app.close()
    await open.close()
  }
}

const sum = (steps: ImportBench['steps']): number => steps.uploadMs + steps.checkMs + steps.commitMs

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/auth/demo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ role: 'staff' }) })
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

async function importRows(address: string, cookie: string, rows: number): Promise<ImportBench['steps']> {
  const csv = ['Identifiant;Nom;Ville;Secteurs', ...Array.from({ length: rows }, (_, i) => row(i)).map((r) => `${r.id};${r.name};${r.city};${r.tags.join(' | ')}`)].join('\r\n')
  const form = new FormData()
  form.set('target', 'stakeholders')
  form.set('perimeterId', perimeterId)
  form.set('file', new Blob([csv]), 'essai.csv')
  let id = ''
  const call = async (path: string, body?: FormData) => {
    const answer = await fetch(`${address}/api/v1/imports/${path}`, { method: 'POST', headers: { cookie }, ...(body ? { body } : {}) })
    const sent = (await answer.json()) as { id: string; commit: { created: number } | null }
    if (!answer.ok) throw new Error(JSON.stringify(sent))
    id = sent.id
    return sent
  }
  const uploadMs = await timed(() => call('upload', form))
  const checkMs = await timed(() => call(`${id}/check`))
  const commitMs = await timed(async () => {
    const { commit } = await call(`${id}/commit`)
    if (commit?.created !== rows) throw new Error(`created ${commit?.created} of ${rows}`)
  })
  return { uploadMs, checkMs, commitMs }
}

async function copyRows({ pool }: OpenDb, rows: number): Promise<void> {
  const client: PoolClient = await pool.connect()
  try {
    const target = client.query(copyFrom("copy stakeholders (id, reference, kind, name, side, sphere, perimeter_id, tags, city, since, external_id, search_name) from stdin with (format csv)"))
    await pipeline(Readable.from(lines(rows)), target)
  } finally {
    client.release()
  }
}

function* lines(rows: number): Generator<string> {
  for (let i = 0; i < rows; i += 1) {
    const r = row(i)
    yield `${newId()},B-${i},organisation,${r.name},external,observes,${perimeterId},"{${r.tags.map((t) => `""${t}""`).join(',')}}",${r.city},2026-01-01,${r.id},${searchKey([r.name, r.city, ...r.tags].join(' '))}\n`
  }
}

async function clear({ pool }: OpenDb): Promise<void> {
  await pool.query("delete from stakeholders where external_id like 'BENCH-%'")
  await pool.query('vacuum analyze stakeholders')
}
