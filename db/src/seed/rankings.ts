import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'

interface RowEntry { stakeholder: string; rank: number; total: number; coverage: number; raters: number; low: number | null; high: number | null; values: (number | null)[]; counts: number[] }
export interface RankingEntry {
  code: string; title: string; formulaVersion: string; perimeter: string; asOf: string; capacity: (typeof schema.capacity.enumValues)[number] | null; seed: number; draws: number
  adoption: { on: string; by: string; reason: string } | null
  scoreCount: number; raterCount: number; terms: schema.RankedTerm[]; rows: RowEntry[]
}
export interface RankingsFile { rankings: RankingEntry[] }

const MINUTE_MS = 60_000

/** Rankings of the fictional rounds, computed once by api/test/demonstration-rankings.ts, which a test holds to the scores. */
export async function seedRankings(tx: Db, folder: string, references: References): Promise<void> {
  const file = await readReference<RankingsFile>(folder, 'demonstration/rankings.json')
  for (const r of file.rankings) {
    const rankingId = id('ranking', r.code)
    const asOf = new Date(r.asOf)
    const finishedAt = new Date(asOf.getTime() + MINUTE_MS)
    await tx.insert(schema.rankings).values({
      id: rankingId, reference: references.next(), title: r.title, formulaVersionId: id('formula-version', r.formulaVersion), perimeterId: id('perimeter', r.perimeter), asOf, capacity: r.capacity, seed: r.seed, draws: r.draws,
      status: 'done', finishedAt, createdAt: asOf, updatedAt: finishedAt, stakeholderCount: r.rows.length, scoreCount: r.scoreCount, raterCount: r.raterCount, terms: r.terms, createdBy: id('user', 'staff'), fictional: true,
      ...(r.adoption ? { adoptedOn: r.adoption.on, decidedBy: r.adoption.by, adoptionReason: r.adoption.reason, adoptionRecordedBy: id('user', 'administrator') } : {}),
    })
    if (r.rows.length > 0) await tx.insert(schema.rankingRows).values(r.rows.map((row) => ({ rankingId, stakeholderId: id('stakeholder', row.stakeholder), rank: row.rank, total: row.total, coverage: row.coverage, raterCount: row.raters, rankLow: row.low, rankHigh: row.high, termValues: row.values, termCounts: row.counts })))
  }
}
