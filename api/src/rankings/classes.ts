import type { Db } from '@convergence/db'
import { classesOfStakeholders, type Standing } from '../classes/of-stakeholders.ts'
import { scopeOf, type Wanted } from './scope.ts'

/** Where stakeholders stand in each published grid by the very scores that a ranking read: its instant, voices, horizon and round. */
export async function classesIn(db: Db, ranking: Wanted, ids: readonly string[]): Promise<Map<string, Standing[]>> {
  return classesOfStakeholders(db, await scopeOf(db, ranking), ids)
}
