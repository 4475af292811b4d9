import type { Db } from '@convergence/db'
import { ProblemError } from '../errors.ts'
import type { ScoreScope } from '../scores/current.ts'
import { type Cutoffs, findCutoffs } from './cutoffs.ts'
import { listCentres } from './queries.ts'
import { classOf } from './rules.ts'
import { type ClassCode, type Scheme, schemes } from './schemes.ts'

/** Where a stakeholder stands in one grid; without a class when a score is missing. */
export interface Standing { scheme: Scheme; class: ClassCode | null; near: boolean; neighbours: ClassCode[] }

/**
 * The class of each of these stakeholders in every grid that had cut-offs at the instant of the scope, from the scores of the scope.
 * A grid where a stakeholder has no score at all is left out. Cost: one pass over the scores of these stakeholders per grid.
 */
export async function classesOfStakeholders(db: Db, scope: Omit<ScoreScope, 'stakeholderIds' | 'criterionIds'>, ids: readonly string[]): Promise<Map<string, Standing[]>> {
  const standings = new Map(ids.map((id) => [id, [] as Standing[]]))
  if (ids.length === 0) return standings
  for (const scheme of schemes) {
    const rule = await ruleAt(db, scheme, scope.asOf)
    if (!rule || rule.axes.length === 0) continue
    const rows = await listCentres(db, { ...scope, criterionIds: rule.axes.map((axis) => axis.criterionId), stakeholderIds: [...ids] }, rule)
    for (const { id, centres } of rows) {
      const { class: found, near, neighbours } = classOf(rule, centres)
      standings.get(id)?.push({ scheme, class: found ?? null, near: near.length > 0, neighbours: [...neighbours] })
    }
  }
  return standings
}

/** The cut-offs in force at an instant; undefined before the first ones. */
const ruleAt = (db: Db, scheme: Scheme, asOf: Date | undefined): Promise<Cutoffs | undefined> =>
  findCutoffs(db, scheme, asOf).catch((error: unknown) => {
    if (error instanceof ProblemError && error.code === 'cutoffs-missing') return undefined
    throw error
  })
