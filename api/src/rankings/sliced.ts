import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { type Candidate, type RankedRow, rank } from '../methods/ranking/index.ts'
import type { ScoreScope } from '../scores/current.ts'
import { currentScores } from '../scores/current.ts'
import { knownCells } from './cells.ts'
import { clearRows, finish, insertRows, insertSteps, type NewRow } from './store.ts'
import type { Recipe } from './terms.ts'
import type { Work } from './work.ts'

const STAKEHOLDERS_AT_ONCE = 1000

/** What is known of one stakeholder: the value of each known term and how many raters gave it. */
export interface Known extends Candidate { counts: readonly number[] }

/** Ranks any number of stakeholders slice by slice, without an interval, so that requests share the one connection. */
export async function rankSliced(work: Work): Promise<'done' | 'no-score'> {
  const { db, job, scope, recipe, ids, progress } = work
  progress.plan(Math.ceil(ids.length / STAKEHOLDERS_AT_ONCE) + insertSteps(ids.length))
  const known: Known[] = []
  const voices = new Set<string>()
  for (const slice of slices(ids, STAKEHOLDERS_AT_ONCE)) {
    const own = { ...scope, stakeholderIds: slice }
    known.push(...(await loadCells(db, own, recipe)))
    for (const voice of await voicesOf(db, own, recipe)) voices.add(voice)
    await progress.step()
  }
  return storeRanked(work, known, { voices: voices.size, draws: 0, intervals: new Map() }, () => clearRows(db, job.id))
}

export function* slices<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size)
}

async function loadCells(db: Db, scope: ScoreScope, recipe: Recipe): Promise<Known[]> {
  const { rows } = await db.execute<{ id: string; places: number[]; vals: number[]; counts: number[] }>(sql`select k.stakeholder_id as id, array_agg(k.place) as places, array_agg(k.value) as vals, array_agg(k.n) as counts from ${knownCells(scope, recipe)} k group by k.stakeholder_id`)
  return rows.map(({ id, places, vals, counts }) => {
    const at = recipe.terms.map((_, place) => places.indexOf(place))
    return { id, values: at.map((i) => vals[i] ?? null), counts: at.map((i) => counts[i] ?? 0) }
  })
}

async function voicesOf(db: Db, scope: ScoreScope, recipe: Recipe): Promise<string[]> {
  const criterionIds = [...recipe.single, ...recipe.worst].map((part) => part.criterionId)
  const { rows } = await db.execute<{ id: string }>(sql`select distinct s.voice_id as id from ${currentScores({ ...scope, criterionIds })} s where s.state = 'scored'`)
  return rows.map((row) => row.id)
}

interface Drawn { voices: number; draws: number; intervals: ReadonlyMap<string, { best: number; worst: number }> }

/** Ranks what is known by the published method, and stores it. */
export async function storeRanked(work: Work, known: readonly Known[], drawn: Drawn, clear: () => Promise<unknown>): Promise<'done' | 'no-score'> {
  const { rows } = rank(work.recipe.terms, known)
  if (rows.length === 0) return 'no-score'
  const byId = new Map(known.map((k) => [k.id, k]))
  await clear()
  await insertRows(work, rows.flatMap((row) => rowOf(work, row, byId.get(row.id), drawn)))
  const scoreCount = known.reduce((sum, k) => sum + k.counts.reduce((a, b) => a + b, 0), 0)
  await work.db.transaction((tx) => finish(tx, work, { stakeholderCount: rows.length, scoreCount, raterCount: drawn.voices, draws: drawn.draws }))
  return 'done'
}

function rowOf({ job }: Work, row: RankedRow, known: Known | undefined, { intervals }: Drawn): NewRow[] {
  if (!known) return []
  const cells = known.values.flatMap((value, place) => (value === null ? [] : [{ place, value, n: known.counts[place] ?? 0 }]))
  const interval = intervals.get(row.id)
  return [{
    rankingId: job.id, stakeholderId: row.id, rank: row.rank, total: row.score, coverage: row.coverage, raterCount: Math.max(0, ...cells.map((c) => c.n)), rankLow: interval?.best ?? null, rankHigh: interval?.worst ?? null,
    termPlaces: cells.map((c) => c.place), termValues: cells.map((c) => c.value), termCounts: cells.map((c) => c.n),
  }]
}
