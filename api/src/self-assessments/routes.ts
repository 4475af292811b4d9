import { type Db, demoId } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { may, principalIn, requireReach } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { record } from '../plugins/record.ts'
import { write } from '../plugins/write.ts'
import { periodOf } from '../quality/periods.ts'
import { readPrinciples } from '../quality/principles.ts'
import { idParams } from '../schemas.ts'
import { selfAssessmentErrors } from './errors.ts'
import { findSelfAssessment, insertSelfAssessment, listSelfAssessments, type SelfAssessmentRow, setWithdrawn } from './queries.ts'
import { SelfAssessment, SelfAssessmentCreate, SelfAssessmentPage, SelfAssessmentQuery } from './schemas.ts'

const tag = 'self-assessments'
const stated = { params: { id: demoId('self-assessment', 'national/2026-H1/comite21-7') } }
const examples = {
  list: { query: { period: '2026-H2', current: 'true', limit: '20' } },
  create: { body: { perimeterId: demoId('perimeter', 'bretagne'), principle: 'comite21-2', period: '2026-H2', level: 3, reason: 'Les associations de patients et les fournisseurs se sont exprimés, y compris contre nos propositions.', nextStep: 'Inviter les organisations jamais sollicitées.' } },
  withdraw: stated,
  restore: { ...stated, after: ['createSelfAssessment', 'withdrawSelfAssessment'] },
}

/** How the organisation sees its own dialogue, principle by principle and period by period. */
export async function selfAssessmentsRoutes(app: App): Promise<void> {
  const known = new Set((await readPrinciples()).flatMap((framework) => framework.principles.map((principle) => principle.code)))

  app.get('/self-assessments', operation({ id: 'listSelfAssessments', tag, summary: 'What the organisation states of its dialogue, one page', access: may.readReport, query: SelfAssessmentQuery, response: { 200: SelfAssessmentPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listSelfAssessments(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/self-assessments', operation({ id: 'createSelfAssessment', tag, summary: 'State how far a principle is followed over a period', access: may.writeReport, body: SelfAssessmentCreate, response: { 201: SelfAssessment }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      if (!known.has(request.body.principle)) throw selfAssessmentErrors['principle-unknown']({ errors: [{ pointer: '/principle', code: 'principle-unknown', message: 'unknown' }] })
      const row = await createSelfAssessment(tx, request, request.body)
      return { status: 201, body: row, location: `/api/v1/self-assessments?principle=${row.principle}` }
    }))

  for (const withdrawn of [true, false]) {
    app.post(`/self-assessments/:id/${withdrawn ? 'withdraw' : 'restore'}`, operation({ id: withdrawn ? 'withdrawSelfAssessment' : 'restoreSelfAssessment', tag, summary: withdrawn ? 'Take a self-assessment back; it stays in the journal' : 'Take a withdrawn self-assessment up again', access: may.writeReport, params: idParams, response: { 200: SelfAssessment }, example: withdrawn ? examples.withdraw : examples.restore }), (request, reply) =>
      write(request, reply, async (tx) => ({ body: await moveSelfAssessment(tx, request, request.params.id, withdrawn) })))
  }
}

async function createSelfAssessment(tx: Db, request: FastifyRequest, { period, ...body }: z.output<typeof SelfAssessmentCreate>): Promise<SelfAssessmentRow> {
  requireReach(request, body.perimeterId)
  const { from, to } = periodOf(period)
  const id = await insertSelfAssessment(tx, { ...body, nextStep: body.nextStep ?? '', periodStart: from, periodEnd: to, recordedBy: principalIn(request).userId })
  const row = await required(tx, id, request)
  await record(tx, request, { type: 'self-assessment.created', objectId: id, perimeterId: body.perimeterId, after: row })
  return row
}

async function moveSelfAssessment(tx: Db, request: FastifyRequest, id: string, withdrawn: boolean): Promise<SelfAssessmentRow> {
  const before = await required(tx, id, request)
  if (!(await setWithdrawn(tx, id, withdrawn))) throw selfAssessmentErrors['self-assessment-withdrawn']()
  await record(tx, request, { type: withdrawn ? 'self-assessment.withdrawn' : 'self-assessment.restored', objectId: id, perimeterId: before.perimeterId })
  return required(tx, id, request)
}

async function required(db: Db, id: string, request: FastifyRequest): Promise<SelfAssessmentRow> {
  const row = await findSelfAssessment(db, id, request.reach)
  if (!row) throw selfAssessmentErrors['self-assessment-not-found']()
  return row
}
