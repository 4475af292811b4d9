import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { rankDrawn } from './drawn.ts'
import { rankSliced } from './sliced.ts'
import { scopeOf } from './scope.ts'
import { list, type Recipe, recipeOf } from './terms.ts'
import { rankWhole } from './whole.ts'
import type { Progress, RankingJob } from './work.ts'

/** Up to so many stakeholders, with so many scores, the interval over raters is drawn. */
export const DRAWN_MAX = 2000
const DRAWN_SCORES_MAX = 300_000

/** How a ranking is computed: with its interval, in one statement, or slice by slice where there is one connection for all. */
export type Way = 'drawn' | 'whole' | 'sliced'

/** Computes and stores the rows of a ranking; `way` is chosen by size and engine unless it is given. */
export async function computeRanking(db: Db, job: RankingJob, progress: Progress, way?: Way): Promise<'done' | 'no-score'> {
  const scope = await scopeOf(db, job)
  const recipe = await recipeOf(db, job.formulaVersionId, scope)
  const { ids, scores } = await candidatesOf(db, recipe)
  if (ids.length === 0) return 'no-score'
  const chosen = way ?? (ids.length <= DRAWN_MAX && scores <= DRAWN_SCORES_MAX ? 'drawn' : singleConnection(db) ? 'sliced' : 'whole')
  const ways = { drawn: rankDrawn, sliced: rankSliced, whole: rankWhole }
  return ways[chosen]({ db, job, scope, recipe, ids, progress })
}

/** Stakeholders that some score or study may rank, and about how many scores there are: more than will be read, never fewer. */
async function candidatesOf(db: Db, recipe: Recipe): Promise<{ ids: string[]; scores: number }> {
  const criterionIds = [...recipe.single, ...recipe.worst].map((part) => part.criterionId)
  const { rows } = await db.execute<{ id: string; n: number }>(sql`select c.stakeholder_id as id, count(*)::int as n from scores c where c.criterion_id = any(${list(criterionIds, (id) => id)}::uuid[]) and c.withdrawn_at is null group by c.stakeholder_id`)
  const ids = new Set([...rows.map((row) => row.id), ...recipe.given.map((given) => given.stakeholderId)])
  return { ids: [...ids].sort(), scores: rows.reduce((sum, row) => sum + row.n, 0) }
}

/** True on the embedded engine: a long statement would keep every request waiting. */
function singleConnection(db: Db): boolean {
  const { $client } = db as Db & { $client?: { options?: { max?: number } } }
  return $client?.options?.max === 1
}
