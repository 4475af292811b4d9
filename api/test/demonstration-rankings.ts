import { readFile, writeFile } from 'node:fs/promises'
import { type Db, demoId, referenceFolder, schema } from '@convergence/db'
import type { RankingEntry, RankingsFile } from '@convergence/db/seed'
import { asc, eq } from 'drizzle-orm'
import { computeRanking, type Way } from '../src/rankings/compute.ts'
import type { Progress } from '../src/rankings/work.ts'

const file = `${referenceFolder}/demonstration/rankings.json`
export const readRankings = async (): Promise<RankingsFile> => JSON.parse(await readFile(file, 'utf8')) as RankingsFile

/** A progress that nobody watches. */
export const unwatched: Progress = { plan: () => undefined, step: () => Promise.resolve(), hold: () => Promise.resolve() }

/** Computes a ranking of the demonstration anew from its scores, and gives what the file should hold. */
export async function recompute(db: Db, entry: RankingEntry, way?: Way): Promise<RankingEntry> {
  const { rankings, rankingRows } = schema
  const id = demoId('ranking', entry.code)
  await db.delete(rankingRows).where(eq(rankingRows.rankingId, id))
  const [job] = await db.update(rankings).set({ status: 'running', attempts: 1, draws: 1000 }).where(eq(rankings.id, id)).returning()
  if (!job) throw new Error(`no ranking ${entry.code}`)
  await computeRanking(db, job, unwatched, way)
  const [done] = await db.select().from(rankings).where(eq(rankings.id, id))
  const stakeholders = JSON.parse(await readFile(`${referenceFolder}/demonstration/stakeholders.json`, 'utf8')) as { code: string }[]
  const codes = new Map(stakeholders.map(({ code }) => [demoId('stakeholder', code), code]))
  const rows = await db.select().from(rankingRows).where(eq(rankingRows.rankingId, id)).orderBy(asc(rankingRows.rank), asc(rankingRows.stakeholderId))
  return {
    ...entry, draws: done?.draws ?? 0, scoreCount: done?.scoreCount ?? 0, raterCount: done?.raterCount ?? 0, terms: done?.terms ?? [],
    rows: rows.map((row) => ({ stakeholder: codes.get(row.stakeholderId) ?? row.stakeholderId, rank: row.rank, total: row.total, coverage: row.coverage, raters: row.raterCount, low: row.rankLow, high: row.rankHigh, values: row.termValues, counts: row.termCounts })),
  }
}

/** Writes the file with one line per ranked stakeholder. */
export async function writeRankings(entries: readonly RankingEntry[]): Promise<void> {
  const lines = entries.map(({ rows, ...entry }) => `    ${JSON.stringify({ ...entry, rows: [] }).replace(/"rows":\[\]\}$/, `"rows":[\n${rows.map((row) => `      ${JSON.stringify(row)}`).join(',\n')}\n    ]}`)}`)
  await writeFile(file, `{\n  "rankings": [\n${lines.join(',\n')}\n  ]\n}\n`)
}
