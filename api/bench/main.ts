import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDb, migrateDb } from '@convergence/db'
import { seedDemonstration, seedReference } from '@convergence/db/seed'
import { startPostgres } from '@convergence/db/testing'
import { benchAccess } from './access.ts'
import { benchEdition } from './editions.ts'
import { benchHome } from './home.ts'
import { benchImport } from './import.ts'
import { benchMinutes } from './minutes.ts'
import { benchRankings } from './rankings.ts'
import { compareRates } from './rates.ts'
import { fillRegister } from './register.ts'
import { benchSolicitations } from './solicitations.ts'

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8)
const lines: string[] = []
let missed = 0

/** Prints one ratio of two measurements of this run, and whether it keeps its bar. */
function say(what: string, ratio: number, bar: { least?: number; most?: number } | null, detail: string): void {
  const kept = bar === null || (ratio >= (bar.least ?? -Infinity) && ratio <= (bar.most ?? Infinity))
  if (!kept) missed += 1
  const wanted = bar === null ? 'no bar' : bar.least === undefined ? `≤ ${bar.most}` : `≥ ${bar.least}`
  lines.push(`${kept ? 'ok    ' : 'MISSED'} ${ratio.toFixed(2).padStart(6)} (${wanted}) ${what}: ${detail} (load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors)`)
  process.stdout.write(`${lines.at(-1)}\n`)
}

/** The three measurements on one database; bars only where the project promises them. */
async function measure(name: string, database: string, promised: boolean): Promise<void> {
  const open = await createDb(database)
  await migrateDb(open.db)
  await seedReference(open.db)
  await seedDemonstration(open.db)
  await fillRegister(open.db)
  await open.db.execute('analyze')
  await open.close()
  const list = await compareRates(database, { bare: '/list?limit=50', product: '/api/v1/stakeholders?limit=50' }, SECONDS)
  say(`${name}: list of 50 stakeholders, product : bare, requests per second`, list.rateRatio, promised ? { least: 0.6 } : null, `${Math.round(list.product.perSecond)} : ${Math.round(list.bare.perSecond)} /s, ${list.product.refused} refused`)
  say(`${name}: the same, p99`, list.p99Ratio, promised ? { most: 2.5 } : null, `${list.product.p99Ms} : ${list.bare.p99Ms} ms`)
  const map = await compareRates(database, { bare: '/map', product: '/api/v1/map?include=stakeholders,ties' }, SECONDS)
  say(`${name}: map of the register, product : bare, requests per second`, map.rateRatio, promised ? { least: 0.5 } : null, `${map.product.perSecond.toFixed(1)} : ${map.bare.perSecond.toFixed(1)} /s, ${map.product.refused} refused`)
  const { listMs, whoMs, checkMs } = await benchAccess(database)
  say(`${name}: deciding by role and perimeter, share of a list request's time`, checkMs / listMs, promised ? { most: 0.05 } : null, `${(checkMs * 1000).toFixed(1)} µs of ${listMs.toFixed(2)} ms`)
  say(`${name}: reading who asks, share of the same`, whoMs / listMs, null, `${whoMs.toFixed(2)} of ${listMs.toFixed(2)} ms`)
  const { copyMs, importMs, ratio } = await benchImport(database)
  say(`${name}: import of 10,000 rows : plain COPY, time`, ratio, promised ? { most: 5 } : null, `${Math.round(importMs)} : ${Math.round(copyMs)} ms`)
  const { pdfMs, docxMs } = await benchMinutes(database)
  say(`${name}: minutes of 25 holders × 12 points, the slower of PDF and DOCX, seconds`, Math.max(pdfMs, docxMs) / 1000, promised ? { most: 3 } : null, `PDF ${Math.round(pdfMs)} ms, DOCX ${Math.round(docxMs)} ms`)
}

/** The preview of a report; after the rest, since it adds points and commitments. */
async function measureEdition(name: string, database: string): Promise<void> {
  const { ms, blocks, positions, commitments, documents } = await benchEdition(database)
  say(`${name}: preview of a report of ${blocks} blocks, seconds`, ms / 1000, { most: 3 }, `${positions.toLocaleString('en')} positions, ${commitments} commitments, ${Math.round(ms)} ms`)
  say(`${name}: the same as DOCX, seconds`, documents.docx / 1000, { most: 10 }, `DOCX ${Math.round(documents.docx)} ms, PDF ${Math.round(documents.pdf)} ms, XLSX ${Math.round(documents.xlsx)} ms`)
}

/** The home page over 150,000 stakeholders and 2,000 sessions. */
async function measureHome(name: string, database: string): Promise<void> {
  const { ratio, productMs, bareMs, queries, stakeholders, sessions } = await benchHome(database)
  say(`${name}: data of the home page, product : its bare SQL, time`, ratio, { most: 1.5 }, `${Math.round(productMs)} : ${Math.round(bareMs)} ms, ${queries} queries, ${stakeholders.toLocaleString('en')} stakeholders, ${sessions.toLocaleString('en')} sessions`)
}

/** What is asked of each of 150,000 stakeholders over all plans. */
async function measureLoads(name: string, database: string): Promise<void> {
  const { firstPageMs, silentMs, summaryMs, warningsMs, oneMs, stakeholders, asks } = await benchSolicitations(database)
  say(`${name}: solicitation load, the slower of the most asked and the never asked, first page, seconds`, Math.max(firstPageMs, silentMs) / 1000, { most: 2 }, `most asked ${Math.round(firstPageMs)} ms, never asked ${Math.round(silentMs)} ms, summary ${Math.round(summaryMs)} ms, warnings on 500 ${Math.round(warningsMs)} ms, one ${Math.round(oneMs)} ms; ${stakeholders.toLocaleString('en')} stakeholders, ${asks.toLocaleString('en')} asks`)
}

/** A ranking of 150,000, and reading its first page. */
async function measureRankings(name: string, database: string): Promise<void> {
  const { id, ms, stakeholders, scores } = await benchRankings(database)
  say(`${name}: ranking of ${stakeholders.toLocaleString('en')} stakeholders, seconds`, ms / 1000, { most: 3 }, `${scores.toLocaleString('en')} scores in ${Math.round(ms)} ms`)
  const rows = await compareRates(database, { bare: `/ranking/${id}?limit=50`, product: `/api/v1/rankings/${id}/rows?limit=50` }, SECONDS)
  say(`${name}: its first page, product : bare, requests per second`, rows.rateRatio, { least: 0.7 }, `${Math.round(rows.product.perSecond)} : ${Math.round(rows.bare.perSecond)} /s, ${rows.product.refused} refused`)
}

const { url, stop } = await startPostgres({ durable: true, own: true })
await measure('PostgreSQL', url, true)
await measureEdition('PostgreSQL', url)
await measureRankings('PostgreSQL', url)
await measureHome('PostgreSQL', url)
await measureLoads('PostgreSQL', url)
await stop()
const folder = await mkdtemp(join(tmpdir(), 'convergence-bench-'))
await measure('embedded', join(folder, 'data'), false)
await rm(folder, { recursive: true, force: true })
process.exit(missed === 0 ? 0 : 1)
