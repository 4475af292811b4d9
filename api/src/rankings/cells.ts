import { type SQL, sql } from 'drizzle-orm'
import { currentScores, type ScoreScope } from '../scores/current.ts'
import { type Given, list, type Part, partRows, type Recipe, termRows } from './terms.ts'

const idsOf = (parts: readonly Part[]): string[] => [...new Set(parts.map((part) => part.criterionId))]
const scored = (scope: ScoreScope, parts: readonly Part[]): SQL => currentScores({ ...scope, criterionIds: idsOf(parts) })
const centreOf = ({ centre }: Recipe, value: SQL): SQL => centre === 'median' ? sql`percentile_cont(0.5) within group (order by ${value})` : sql`sum(${value})::float8 / count(*)`

/**
 * Sub-query (stakeholder_id, place, value, n) of what is known of each stakeholder: the centre of the voices that scored it,
 * on the scale of the term, and how many they are. Of a `worst` term the highest of each voice counts.
 */
export function knownCells(scope: ScoreScope, recipe: Recipe): SQL {
  const parts = [
    ...(recipe.single.length > 0 ? [singleCells(scope, recipe)] : []),
    ...(recipe.worst.length > 0 ? [worstCells(scope, recipe)] : []),
    ...(recipe.given.length > 0 ? [givenCells(scope, recipe.given)] : []),
  ]
  return parts.length === 0 ? sql`(select null::uuid as stakeholder_id, 0::smallint as place, 0::float8 as value, 0 as n where false)` : sql`(${sql.join(parts, sql` union all `)})`
}

// Grouped by criterion before the place is looked up: the scores come in that order, and are not sorted again.
const singleCells = (scope: ScoreScope, recipe: Recipe): SQL => sql`select c.stakeholder_id, part.place, c.value, c.n
  from (select s.stakeholder_id, s.criterion_id, ${centreOf(recipe, sql`s.value`)} as value, count(*)::int as n from ${scored(scope, recipe.single)} s where s.state = 'scored' group by s.stakeholder_id, s.criterion_id) c
  join ${partRows(recipe.single)} part on part.criterion_id = c.criterion_id`

const worstCells = (scope: ScoreScope, recipe: Recipe): SQL => sql`select w.stakeholder_id, w.place, ${centreOf(recipe, sql`w.value`)} as value, count(*)::int as n
  from (${votes(scope, recipe.worst)}) w group by w.stakeholder_id, w.place`

const givenCells = (scope: ScoreScope, given: readonly Given[]): SQL => sql`select g.stakeholder_id, g.place, g.value, 0 as n
  from unnest(${list(given, (g) => g.stakeholderId)}::uuid[], ${list(given, (g) => g.place)}::smallint[], ${list(given, (g) => g.value)}::float8[]) as g(stakeholder_id, place, value)
  ${scope.stakeholderIds ? sql`where g.stakeholder_id = any(${list(scope.stakeholderIds, (id) => id)}::uuid[])` : sql``}`

/** Query (stakeholder_id, place, voice_id, value) of one value of each voice on each term, on the scale of the term. */
export const votes = (scope: ScoreScope, parts: readonly Part[]): SQL => sql`select s.stakeholder_id, part.place, s.voice_id, max(s.value * part.factor + part.base) as value
  from ${scored(scope, parts)} s join ${partRows(parts)} part on part.criterion_id = s.criterion_id where s.state = 'scored' group by s.stakeholder_id, part.place, s.voice_id`

/**
 * Query (stakeholder_id, total, coverage, rater_count, score_count, places, vals, counts) of the totals: the weighted mean of the known terms,
 * each over its scale. Who has no known weighted term is absent. Equal on paper is equal here: 12 decimals, as in methods/ranking.
 */
export function totals(scope: ScoreScope, recipe: Recipe): SQL {
  const weight = recipe.terms.reduce((sum, term) => sum + term.weight, 0)
  return sql`select k.stakeholder_id, round(sum(k.value * term.slope + term.base) / sum(term.weight) * 1e12) / 1e12 as total, round(sum(term.weight) / ${weight}::float8 * 1e12) / 1e12 as coverage,
      max(k.n) as rater_count, sum(k.n) as score_count, array_agg(term.place) as places, array_agg(k.value) as vals, array_agg(k.n) as counts
    from ${knownCells(scope, recipe)} k join ${termRows(recipe.terms)} term on term.place = k.place
    group by k.stakeholder_id having sum(term.weight) > 0`
}
