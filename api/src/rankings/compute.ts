import type { Db } from '@convergence/db'
import { sizeOf } from './candidates.ts'
import { rankDrawn } from './drawn.ts'
import { rankSliced } from './sliced.ts'
import { scopeOf } from './scope.ts'
import { recipeOf } from './terms.ts'
import { rankWhole } from './whole.ts'
import type { Progress, RankingJob } from './work.ts'

/** How a ranking is computed: with its interval, in one statement, or slice by slice where there is one connection for all. */
export type Way = 'drawn' | 'whole' | 'sliced'

/** Computes and stores the rows of a ranking; `way` is chosen by size and engine unless it is given. */
export async function computeRanking(db: Db, job: RankingJob, progress: Progress, way?: Way): Promise<'done' | 'no-score'> {
  const scope = await scopeOf(db, job)
  const recipe = await recipeOf(db, job.formulaVersionId, scope)
  const size = await sizeOf(db, recipe)
  if (size === 'none') return 'no-score'
  const chosen = way ?? (size === 'some' ? 'drawn' : singleConnection(db) ? 'sliced' : 'whole')
  const ways = { drawn: rankDrawn, sliced: rankSliced, whole: rankWhole }
  return ways[chosen]({ db, job, scope, recipe, progress })
}

/** True on the embedded engine: a long statement would keep every request waiting. */
function singleConnection(db: Db): boolean {
  const { $client } = db as Db & { $client?: { options?: { max?: number } } }
  return $client?.options?.max === 1
}
