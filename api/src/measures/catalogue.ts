import type { Db } from '@convergence/db'
import { audienceMeasures } from './audience.ts'
import { bodyMeasures } from './bodies.ts'
import { dialogueMeasures } from './dialogue.ts'
import { evaluationMeasures } from './evaluations.ts'
import { followUpMeasures } from './follow-up.ts'
import { contextOf, type DefinedMeasure, type Measure, type MeasureResult } from './measure.ts'
import { pointMeasures } from './points.ts'
import type { MeasureScope } from './scope.ts'
import { solicitationMeasures } from './solicitation.ts'

const defined: readonly DefinedMeasure[] = [...dialogueMeasures, ...bodyMeasures, ...pointMeasures, ...followUpMeasures, ...solicitationMeasures, ...audienceMeasures, ...evaluationMeasures]
const byName = new Map(defined.map((one) => [one.name, one]))

/** Every figure that the records give, by name: the same name is the same figure everywhere. */
export const measures: ReadonlyMap<string, Measure> = byName
/** A measure that can share what it reads with others of the same scope. */
export const findMeasure = (name: string): DefinedMeasure | undefined => byName.get(name)
export const measureNames = [...byName.keys()] as [string, ...string[]]

/** Several measures of one scope, in order of the names; what they share is read once. Unknown names are left out. */
export async function computeMeasures(db: Db, scope: MeasureScope, names: readonly string[]): Promise<Map<string, MeasureResult>> {
  const context = contextOf(db, scope)
  const results = new Map<string, MeasureResult>()
  // One after the other: within a transaction there is one connection, and a page of figures must not take them all.
  for (const name of names) {
    const one = byName.get(name)
    if (one) results.set(name, await one.computeIn(context))
  }
  return results
}
