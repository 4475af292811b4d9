import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { criteriaOf } from '../formulas/rules.ts'
import { currentScales, type ScoreScope, stakeholdersIn } from '../scores/current.ts'
import { type StudyValues, studyValues } from './study-values.ts'

const { formulaVersions, roundCriteria, criterionVersions, stakeholders } = schema

/** A criterion as a term reads it: `value · factor + base` stands on the scale of the term. */
export interface Part { place: number; criterionId: string; factor: number; base: number }
/** A value that no rater gave: a result of a MACTOR study. */
export interface Given { place: number; stakeholderId: string; value: number }

/** A formula ready to be computed: its terms with their scales, and where each finds its values. */
export interface Recipe {
  centre: 'mean' | 'median'
  terms: schema.RankedTerm[]
  /** Criteria that are a term of their own. */
  single: Part[]
  /** Criteria of which the highest of each rater counts. */
  worst: Part[]
  given: Given[]
}

interface Scale { min: number; max: number }

/** Reads the version of a formula and the scales that stood at the instant of the ranking. */
export async function recipeOf(db: Db, formulaVersionId: string, scope: ScoreScope): Promise<Recipe> {
  const [version] = await db.select().from(formulaVersions).where(eq(formulaVersions.id, formulaVersionId))
  if (!version) throw new Error('the version of the formula is gone')
  const scales = await scalesOf(db, [...new Set(version.terms.flatMap(criteriaOf))], scope)
  const recipe: Recipe = { centre: version.centre, terms: [], single: [], worst: [], given: [] }
  for (const [place, term] of version.terms.entries()) {
    const values = term.kind === 'mactor' ? await studyValues(db, term, scope.asOf ?? new Date()) : null
    const scale = values ? { min: 0, max: values.max } : commonScale(criteriaOf(term), scales)
    recipe.terms.push({ key: term.code, weight: term.weight, ...scale, direction: term.reversed ? 'down' : 'up' })
    if (values) recipe.given.push(...givenAt(place, values))
    else recipe[term.kind === 'worst' ? 'worst' : 'single'].push(...criteriaOf(term).map((id) => partOf(place, id, scales.get(id), scale)))
  }
  return { ...recipe, given: await standing(db, recipe.given, scope) }
}

/** The given values of stakeholders that the ranking looks at. */
async function standing(db: Db, given: readonly Given[], scope: ScoreScope): Promise<Given[]> {
  if (given.length === 0) return []
  const ids = [...new Set(given.map((g) => g.stakeholderId))]
  const rows = await db.select({ id: stakeholders.id }).from(stakeholders).where(and(inArray(stakeholders.id, ids), sql`${stakeholders.id} in ${stakeholdersIn(scope)}`))
  const stand = new Set(rows.map((row) => row.id))
  return given.filter((g) => stand.has(g.stakeholderId))
}

const givenAt = (place: number, { byStakeholder }: StudyValues): Given[] => [...byStakeholder].map(([stakeholderId, value]) => ({ place, stakeholderId, value }))

/** The scales in force, or those that the round froze. */
async function scalesOf(db: Db, criterionIds: readonly string[], scope: ScoreScope): Promise<Map<string, Scale>> {
  const current = await db.execute<{ criterion_id: string; min: number; max: number }>(sql`select s.criterion_id, s.min, s.max from ${currentScales({ asOf: scope.asOf, criterionIds })} s`)
  const scales = new Map(current.rows.map(({ criterion_id, min, max }) => [criterion_id, { min, max }]))
  if (!scope.roundId) return scales
  const frozen = await db.select({ id: roundCriteria.criterionId, min: criterionVersions.min, max: criterionVersions.max }).from(roundCriteria)
    .innerJoin(criterionVersions, eq(criterionVersions.id, roundCriteria.criterionVersionId)).where(eq(roundCriteria.roundId, scope.roundId))
  for (const { id, min, max } of frozen) scales.set(id, { min, max })
  return scales
}

/** The scale that all criteria of a term share, else 0–1, to which each is then brought. */
function commonScale(ids: readonly string[], scales: ReadonlyMap<string, Scale>): Scale {
  const [first, ...others] = ids.flatMap((id) => scales.get(id) ?? [])
  return first && others.every((s) => s.min === first.min && s.max === first.max) ? first : { min: 0, max: 1 }
}

function partOf(place: number, criterionId: string, own: Scale = { min: 0, max: 1 }, term: Scale): Part {
  if (own.min === term.min && own.max === term.max) return { place, criterionId, factor: 1, base: 0 }
  const factor = 1 / (own.max - own.min)
  return { place, criterionId, factor, base: -own.min * factor }
}

/** Every criterion that a recipe reads. */
export const criteriaIn = ({ single, worst }: { single: readonly Part[]; worst: readonly Part[] }): string[] => [...new Set([...single, ...worst].map((part) => part.criterionId))]

/** Parts as rows (place, criterion_id, factor, base). */
export const partRows = (parts: readonly Part[]): SQL =>
  sql`unnest(${list(parts, (p) => p.place)}::smallint[], ${list(parts, (p) => p.criterionId)}::uuid[], ${list(parts, (p) => p.factor)}::float8[], ${list(parts, (p) => p.base)}::float8[]) as part(place, criterion_id, factor, base)`

/** A PostgreSQL array of values that need no quotes, as one parameter. */
export const list = <T>(rows: readonly T[], value: (row: T, index: number) => string | number): SQL => sql`${sql.param(`{${rows.map(value).join(',')}}`)}`
