import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import { criteriaIn, list, type Recipe } from './terms.ts'

/** Up to so many stakeholders, with so many scores, the interval over raters is drawn. */
export const DRAWN_MAX = 2000
const DRAWN_SCORES_MAX = 300_000

const ofRecipe = (recipe: Recipe): SQL => sql`c.criterion_id = any(${list(criteriaIn(recipe), (id) => id)}::uuid[]) and c.withdrawn_at is null`

/** Stakeholders that some score or study may rank, in the order of their ids: more than will be ranked, never fewer. */
export async function scoredStakeholders(db: Db, recipe: Recipe): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`select distinct c.stakeholder_id as id from scores c where ${ofRecipe(recipe)}`)
  return [...new Set([...rows.map((row) => row.id), ...recipe.given.map((given) => given.stakeholderId)])].sort()
}

/** How much there is to rank: nothing, little enough to draw intervals, or more. Stops counting where the answer is known. */
export async function sizeOf(db: Db, recipe: Recipe): Promise<'none' | 'some' | 'many'> {
  const { rows: [scores] } = await db.execute<{ n: number }>(sql`select count(*)::int as n from (select 1 from scores c where ${ofRecipe(recipe)} limit ${DRAWN_SCORES_MAX + 1}) x`)
  if ((scores?.n ?? 0) > DRAWN_SCORES_MAX) return 'many'
  if ((scores?.n ?? 0) === 0 && recipe.given.length === 0) return 'none'
  const { rows: [stakeholders] } = await db.execute<{ n: number }>(sql`select count(distinct c.stakeholder_id)::int as n from scores c where ${ofRecipe(recipe)}`)
  return (stakeholders?.n ?? 0) > DRAWN_MAX ? 'many' : 'some'
}
