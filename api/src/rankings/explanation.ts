import { type Db, schema } from '@convergence/db'
import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { summarise } from '../methods/ranking/index.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import type { Naming } from '../scores/naming.ts'
import { classesIn } from './classes.ts'
import { rankingErrors } from './errors.ts'
import type { RankingRecord } from './queries.ts'
import { findRow } from './rows.ts'
import { clamp, explainedOf } from './rules.ts'
import { scopeOf } from './scope.ts'
import { listScoresBehind, type ScoreBehind } from './scores-behind.ts'
import { type Recipe, recipeOf } from './terms.ts'

const { rankingRows, rankings, stakeholders, formulaVersions } = schema

/** One rank, down to every score behind it; 404 for a stakeholder that has none. */
export async function explainRow(db: Db, ranking: RankingRecord, head: { id: string; terms: schema.RankedTerm[] }, stakeholderId: string, reach: Reach, naming: Naming) {
  const row = await findRow(db, head, stakeholderId, reach)
  if (!row) throw rankingErrors['ranking-row-not-found']()
  const scope = { ...(await scopeOf(db, ranking)), stakeholderIds: [stakeholderId] }
  const recipe = await recipeOf(db, ranking.formulaVersionId, scope)
  const scores = await listScoresBehind(db, scope, recipe, stakeholderId, naming)
  const steps = new Map(explainedOf(head.terms, { termValues: row.values }).map(({ key, ...step }) => [key, step]))
  const terms = ranking.terms.map((term, place) => {
    const behind = scores.filter((score) => criteriaAt(recipe, place).includes(score.criterionId))
    const step = steps.get(term.code)
    return { ...term, contribution: step ? { ...step, n: row.counts[place] ?? 0 } : null, unknown: behind.filter((s) => s.state === 'unknown').length, scores: behind }
  })
  const own = { rankingId: ranking.id, stakeholderId, rank: row.rank }
  return {
    ...row, classes: (await classesIn(db, ranking, [stakeholderId])).get(stakeholderId) ?? [], rankingId: ranking.id, of: ranking.stakeholderCount, centre: ranking.centre, terms,
    changedSince: changed(head.terms, recipe, scores, stakeholderId, row.values),
    above: await neighbour(db, own, 'above', reach), below: await neighbour(db, own, 'below', reach),
    history: await listHistory(db, ranking.formulaId, stakeholderId, reach),
  }
}

/** Stands for no value, far from every scale. */
const ABSENT = -1e9

const criteriaAt = (recipe: Recipe, place: number): string[] => [...recipe.single, ...recipe.worst].filter((part) => part.place === place).map((part) => part.criterionId)

/** True when the scores that stand today give another value than the one that was ranked: some were withdrawn or added since. */
function changed(terms: readonly schema.RankedTerm[], recipe: Recipe, scores: readonly ScoreBehind[], id: string, stored: readonly (number | null)[]): boolean {
  const parts = [...recipe.single, ...recipe.worst]
  const rated = terms.map((term, place) => {
    const given = recipe.given.find((g) => g.place === place && g.stakeholderId === id)
    if (given) return { value: clamp(term, given.value) }
    const byVoice = new Map<string, number>()
    for (const score of scores) {
      const part = parts.find((p) => p.place === place && p.criterionId === score.criterionId)
      if (!part || score.value === null) continue
      byVoice.set(score.voiceId, Math.max(byVoice.get(score.voiceId) ?? -Infinity, clamp(term, score.value * part.factor + part.base)))
    }
    return { scores: [...byVoice.values()].map((value, rater) => ({ rater, value })) }
  })
  const [now] = summarise(terms, [{ id, terms: rated }], recipe.centre)
  return terms.some((_, place) => Math.abs((now?.values[place] ?? ABSENT) - (stored[place] ?? ABSENT)) > 1e-9)
}

async function neighbour(db: Db, own: { rankingId: string; stakeholderId: string; rank: number }, side: 'above' | 'below', reach: Reach) {
  const sign = side === 'above' ? sql.raw('<') : sql.raw('>')
  const order = side === 'above' ? desc : asc
  const [row] = await db.select({ id: stakeholders.id, name: stakeholders.name, rank: rankingRows.rank, total: rankingRows.total }).from(rankingRows).innerJoin(stakeholders, eq(stakeholders.id, rankingRows.stakeholderId))
    .where(and(eq(rankingRows.rankingId, own.rankingId), sql`(${rankingRows.rank}, ${rankingRows.stakeholderId}) ${sign} (${own.rank}, ${own.stakeholderId})`, isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach)))
    .orderBy(order(rankingRows.rank), order(rankingRows.stakeholderId)).limit(1)
  return row ?? null
}

const HISTORY_MAX = 50

/** The place of a stakeholder in every ranking of a formula, whatever its version, by the day described. */
async function listHistory(db: Db, formulaId: string, stakeholderId: string, reach: Reach) {
  const adopted: SQL<boolean> = sql<boolean>`${rankings.adoptedOn} is not null`
  const rows = await db.select({ rankingId: rankings.id, title: rankings.title, asOf: rankings.asOf, capacity: rankings.capacity, horizon: rankings.horizon, rank: rankingRows.rank, of: rankings.stakeholderCount, total: rankingRows.total, adopted })
    .from(rankings).innerJoin(formulaVersions, eq(formulaVersions.id, rankings.formulaVersionId)).innerJoin(rankingRows, and(eq(rankingRows.rankingId, rankings.id), eq(rankingRows.stakeholderId, stakeholderId)))
    .where(and(eq(formulaVersions.formulaId, formulaId), eq(rankings.status, 'done'), isNull(rankings.deletedAt), within(rankings.perimeterId, reach))).orderBy(desc(rankings.asOf), desc(rankings.id)).limit(HISTORY_MAX)
  return rows.reverse()
}
