import { type SQL, sql } from 'drizzle-orm'
import { currentScores, type ScoreScope, stakeholdersIn } from '../scores/current.ts'
import { pointsOf } from './points.ts'
import { criteriaIn, list, type Part, partRows, type Recipe } from './terms.ts'

const scored = (scope: ScoreScope, parts: readonly Part[]): SQL => currentScores({ ...scope, criterionIds: criteriaIn({ single: parts, worst: [] }) })
const number = (value: number): SQL => sql`${value}::float8`
const value = (place: number): SQL => sql.raw(`k.v${place}`)
const count = (place: number): SQL => sql.raw(`k.n${place}`)

/**
 * Query (stakeholder_id, total, coverage, rater_count, vals, counts) of the totals: the weighted mean of the known terms, each
 * over its scale. Who has no known weighted term is absent. Equal on paper is equal here: 12 decimals, as in methods/ranking.
 */
export function totals(scope: ScoreScope, recipe: Recipe): SQL {
  const { terms } = recipe
  const weight = terms.reduce((sum, term) => sum + term.weight, 0)
  const points = terms.map((term, place) => sql`coalesce(${value(place)} * ${number(pointsOf(term).slope)} + ${number(pointsOf(term).lift)}, 0)`)
  const known = terms.map((term, place) => sql`case when ${value(place)} is null then 0 else ${number(term.weight)} end`)
  return sql`select t.stakeholder_id, round(t.points / t.known * 1e12) / 1e12 as total, round(t.known / ${number(weight)} * 1e12) / 1e12 as coverage, t.rater_count, t.vals, t.counts
    from (select k.stakeholder_id, ${sql.join(points, sql` + `)} as points, ${sql.join(known, sql` + `)} as known, greatest(${sql.join(terms.map((_, i) => count(i)), sql`, `)}) as rater_count, ${arraysOf(recipe)} from ${pivot({ ...scope, stakeholders: 'any' }, recipe)} k where k.stakeholder_id in ${stakeholdersIn(scope)}) t
    where t.known > 0`
}

/** Query (id, vals, counts) of what is known of each stakeholder, in the order of the terms: null and 0 where nothing is. */
export const knownValues = (scope: ScoreScope, recipe: Recipe): SQL => sql`select k.stakeholder_id as id, ${arraysOf(recipe)} from ${pivot(scope, recipe)} k`

const arraysOf = ({ terms }: Recipe): SQL => sql`array[${sql.join(terms.map((_, i) => value(i)), sql`, `)}] as vals, array[${sql.join(terms.map((_, i) => count(i)), sql`, `)}] as counts`

/** Sub-query (stakeholder_id, v0, n0, v1, n1 …): of each term the centre of the voices on its scale, and how many they are. */
const pivot = (scope: ScoreScope, recipe: Recipe): SQL => recipe.worst.length + recipe.given.length === 0 ? singlePivot(scope, recipe) : mixedPivot(scope, recipe)

/** One value of `one` for each place, as columns v0, v1 …; and of `many`, as n0, n1 …. */
const columns = ({ terms }: Recipe, one: (place: number) => SQL, many: (place: number) => SQL): SQL =>
  sql.join(terms.flatMap((_, place) => [sql`${one(place)} as ${sql.raw(`v${place}`)}`, sql`${many(place)} as ${sql.raw(`n${place}`)}`]), sql`, `)

/** Where every term is a criterion the scores are read once and grouped once, in the order that they come in. */
function singlePivot(scope: ScoreScope, recipe: Recipe): SQL {
  const own = (place: number) => sql`filter (where s.criterion_id = ${recipe.single.find((part) => part.place === place)?.criterionId ?? null}::uuid)`
  const many = (place: number) => sql`count(*) ${own(place)}`
  const one = recipe.centre === 'median'
    ? (place: number) => sql`percentile_cont(0.5) within group (order by s.value) ${own(place)}`
    : (place: number) => sql`(sum(s.value) ${own(place)})::float8 / ${many(place)}`
  return sql`(select s.stakeholder_id, ${columns(recipe, one, (place) => sql`${many(place)}::int`)} from ${scored(scope, recipe.single)} s where s.state = 'scored' group by s.stakeholder_id)`
}

/** With terms that are the worst of several criteria, or that no rater gave: term by term first, then side by side. */
function mixedPivot(scope: ScoreScope, recipe: Recipe): SQL {
  const at = (place: number) => sql`filter (where c.place = ${place})`
  const cells = [
    ...(recipe.single.length > 0 ? [centresOf(scope, recipe, recipe.single)] : []),
    ...(recipe.worst.length > 0 ? [centresOf(scope, recipe, recipe.worst)] : []),
    ...(recipe.given.length > 0 ? [givenCells(scope, recipe)] : []),
  ]
  return sql`(select c.stakeholder_id, ${columns(recipe, (place) => sql`max(c.value) ${at(place)}`, (place) => sql`coalesce(max(c.n) ${at(place)}, 0)`)} from (${sql.join(cells, sql` union all `)}) c group by c.stakeholder_id)`
}

const centresOf = (scope: ScoreScope, { centre }: Recipe, parts: readonly Part[]): SQL =>
  sql`select v.stakeholder_id, v.place, ${centre === 'median' ? sql`percentile_cont(0.5) within group (order by v.value)` : sql`avg(v.value)`} as value, count(*)::int as n from (${votes(scope, parts)}) v group by v.stakeholder_id, v.place`

const givenCells = (scope: ScoreScope, { given }: Recipe): SQL => sql`select g.stakeholder_id, g.place, g.value, 0 as n
  from unnest(${list(given, (g) => g.stakeholderId)}::uuid[], ${list(given, (g) => g.place)}::smallint[], ${list(given, (g) => g.value)}::float8[]) as g(stakeholder_id, place, value)
  ${scope.stakeholderIds ? sql`where g.stakeholder_id = any(${list(scope.stakeholderIds, (id) => id)}::uuid[])` : sql``}`

/** Query (stakeholder_id, place, voice_id, value) of one value of each voice on each term, on its scale: the highest of several criteria. */
export const votes = (scope: ScoreScope, parts: readonly Part[]): SQL => sql`select s.stakeholder_id, part.place, s.voice_id, max(s.value * part.factor + part.base) as value
  from ${scored(scope, parts)} s join ${partRows(parts)} on part.criterion_id = s.criterion_id where s.state = 'scored' group by s.stakeholder_id, part.place, s.voice_id`
