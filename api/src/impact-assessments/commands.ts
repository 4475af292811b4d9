import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { findImpact, type ImpactRow } from '../impacts/queries.ts'
import { requireLikelihood } from '../impacts/rules.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { mayRecord } from '../rounds/viewer.ts'
import { requireScenarioAt } from '../scenarios/commands.ts'
import { stakeholdersExist } from '../stakeholders/queries.ts'
import { assessmentErrors } from './errors.ts'
import { type AssessmentRow, findAssessment, insertAssessment, markWithdrawn } from './queries.ts'
import type { ImpactAssessmentCreate } from './schemas.ts'

const CLOCK_SLACK_MS = 60_000
type Body = z.output<typeof ImpactAssessmentCreate>

/** The assessment, or a 404 that does not tell absent from out of reach. */
export async function requireAssessment(db: Db, id: string, reach: Reach): Promise<AssessmentRow> {
  const row = await findAssessment(db, id, reach)
  if (!row) throw assessmentErrors['impact-assessment-not-found']()
  return row
}

const unknown = (pointer: string) => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown, or out of reach' }] })

/** Records how somebody sees an impact; it lies in the perimeter of the impact. */
export async function createAssessment(tx: Db, request: FastifyRequest, body: Body): Promise<AssessmentRow> {
  const impact = await findImpact(tx, body.impactId, request.reach)
  if (!impact) throw unknown('/impactId')
  await requireSound(tx, request, body, impact)
  const { kind, userId } = principalIn(request)
  const id = await insertAssessment(tx, { ...present(body), statedAt: body.statedAt ?? new Date(), perimeterId: impact.perimeterId, recordedBy: kind === 'user' ? userId : null })
  const row = await requireAssessment(tx, id, 'all')
  await record(tx, request, { type: 'impact-assessment.created', objectId: id, perimeterId: row.perimeterId, after: row })
  return row
}

async function requireSound(tx: Db, request: FastifyRequest, body: Body, impact: ImpactRow): Promise<void> {
  const voiced = body.stakeholderId !== null && body.stakeholderId !== undefined
  const at = (code: string, message: string) => ({ errors: [{ pointer: '/stakeholderId', code, message }] })
  if (body.capacity === 'stakeholder' && !voiced) throw assessmentErrors['impact-assessment-voice-missing'](at('required', 'the stakeholder whose view it is'))
  if (body.capacity !== 'stakeholder' && voiced) throw assessmentErrors['impact-assessment-voice-unwanted'](at('unwanted', 'only in the capacity stakeholder'))
  requireLikelihood({ actuality: impact.actuality, likelihood: body.likelihood })
  if (body.statedAt && body.statedAt.getTime() > Date.now() + CLOCK_SLACK_MS) throw assessmentErrors['impact-assessment-in-future']({ errors: [{ pointer: '/statedAt', code: 'future', message: 'in the future' }] })
  if (body.stakeholderId && !(await stakeholdersExist(tx, [body.stakeholderId], request.reach))) throw unknown('/stakeholderId')
  await requireScenarioAt(tx, { horizon: body.horizon ?? 'now', scenario: body.scenario ?? '' }, { perimeterId: impact.perimeterId })
}

/** Takes an assessment back as given by mistake: the row stays, and no figure reads it. */
export const withdrawAssessment = (tx: Db, request: FastifyRequest, id: string) => change(tx, request, id, new Date())
/** Undoes a withdrawal. */
export const restoreAssessment = (tx: Db, request: FastifyRequest, id: string) => change(tx, request, id, null)

async function change(tx: Db, request: FastifyRequest, id: string, withdrawnAt: Date | null): Promise<AssessmentRow> {
  const before = await requireAssessment(tx, id, request.reach)
  const { kind, userId } = principalIn(request)
  const own = kind === 'user' && before.recordedBy === userId
  if (!own && !mayRecord(request)) throw assessmentErrors['impact-assessment-not-yours']()
  if (!(await markWithdrawn(tx, id, withdrawnAt))) throw withdrawnAt ? assessmentErrors['impact-assessment-withdrawn']() : assessmentErrors['impact-assessment-not-withdrawn']()
  const row = await requireAssessment(tx, id, 'all')
  await record(tx, request, { type: withdrawnAt ? 'impact-assessment.withdrawn' : 'impact-assessment.restored', objectId: id, perimeterId: row.perimeterId, before: { withdrawnAt: before.withdrawnAt }, after: { withdrawnAt } })
  return row
}
