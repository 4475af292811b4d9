import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { type Candidate, type RankedRow, rank } from '../methods/ranking/index.ts'
import { everyScore, type ScoreScope } from '../scores/current.ts'
import { scoredStakeholders } from './candidates.ts'
import { knownValues } from './cells.ts'
import { clampKnown } from './rules.ts'
import { clearRows, finish, insertRows, insertSteps, type NewRow } from './store.ts'
import { criteriaIn, type Recipe } from './terms.ts'
import type { Work } from './work.ts'

const STAKEHOLDERS_AT_ONCE = 200

/** What is known of one stakeholder: the value of each known term and how many raters gave it. */
export interface Known extends Candidate { counts: readonly number[] }

/** Ranks any number of stakeholders slice by slice, without an interval, so that requests share the one connection. */
export async function rankSliced(work: Work): Promise<'done' | 'no-score'> {
  const { db, job, scope, recipe, progress } = work
  const ids = await scoredStakeholders(db, recipe)
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
  const { rows } = await db.execute<{ id: string; vals: (number | null)[]; counts: number[] }>(knownValues(scope, recipe))
  return rows.map(({ id, vals, counts }) => ({ id, counts, values: recipe.terms.map((term, i) => clampKnown(term, vals[i] ?? null)) }))
}

async function voicesOf(db: Db, scope: ScoreScope, recipe: Recipe): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`select distinct s.voice_id as id from ${everyScore({ ...scope, criterionIds: criteriaIn(recipe) })} s where s.state = 'scored'`)
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
  const interval = intervals.get(row.id)
  return [{
    rankingId: job.id, stakeholderId: row.id, rank: row.rank, total: row.score, coverage: row.coverage, raterCount: Math.max(...known.counts), rankLow: interval?.best ?? null, rankHigh: interval?.worst ?? null,
    termValues: [...known.values], termCounts: [...known.counts],
  }]
}
