import type { Db, schema } from '@convergence/db'
import { listInfluences, listStances } from '../mactor/cells.ts'
import { findStudy } from '../mactor/queries.ts'
import { computeStudy, tablesOf } from '../mactor/results.ts'

type MactorTerm = Extract<schema.FormulaTerm, { kind: 'mactor' }>

/** A result of a study for each of its actors; `max` is above 0. */
export interface StudyValues { max: number; byStakeholder: Map<string, number> }

const NONE: StudyValues = { max: 1, byStakeholder: new Map() }

/** The measure that a term reads in a MACTOR study as of an instant; without any value where the study does not allow it. */
export async function studyValues(db: Db, term: MactorTerm, asOf: Date): Promise<StudyValues> {
  const study = await findStudy(db, term.studyId, 'all', asOf)
  if (!study) return NONE
  const { mid, mao2 } = tablesOf(study, { influences: await listInfluences(db, study.id, { asOf }), stances: await listStances(db, study.id, { asOf }) })
  const { influences, orders } = computeStudy(mid, mao2, false, 'en')
  const values = term.measure === 'implication' ? orders.find((o) => o.order === 3)?.implication : influences?.[term.measure]
  if (!values) return NONE
  // Measures are never below 0; a study where all is 0 tells nobody apart.
  const max = Math.max(...values)
  if (!(max > 0)) return NONE
  return { max, byStakeholder: new Map(study.actors.flatMap((actor, i) => (values[i] === undefined ? [] : [[actor.stakeholderId, values[i]] as const]))) }
}
