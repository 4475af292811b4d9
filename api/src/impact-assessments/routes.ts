import { demoId } from '@convergence/db'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { namingOf } from '../scores/naming.ts'
import { createAssessment, requireAssessment, restoreAssessment, withdrawAssessment } from './commands.ts'
import { listAssessments, seenBy } from './queries.ts'
import { ImpactAssessment, ImpactAssessmentCreate, ImpactAssessmentListQuery, ImpactAssessmentPage } from './schemas.ts'

const tag = 'impact-assessments'
const one = { params: { id: demoId('impact-assessment', 'renoncement-soins-ruraux/now/alliance-patients-proches') } }
const examples = {
  list: { query: { impactId: demoId('impact', 'renoncement-soins-ruraux'), current: 'true' } },
  create: {
    body: {
      impactId: demoId('impact', 'fuite-donnees-sante'), horizon: 'plus10' as const, scenario: 'Renoncement aux soins', capacity: 'stakeholder' as const, stakeholderId: demoId('stakeholder', 'alliance-patients-proches'),
      scale: 5, scope: 5, irremediability: 5, likelihood: 4, reason: 'Plus les soins passent par l’écran, plus les données circulent.', source: 'Entretien du 12 novembre',
    },
  },
  withdraw: { ...one, after: ['createImpactAssessment'] },
  restore: { ...one, after: ['createImpactAssessment', 'withdrawImpactAssessment'] },
}

export async function impactAssessmentsRoutes(app: App): Promise<void> {
  app.get('/impact-assessments', operation({ id: 'listImpactAssessments', tag, summary: 'How impacts are seen, today and at horizons, one page', description: 'Who said what is told to administrators, staff, facilitators and integrators; others read the value, its day and the capacity.', access: may.readMap, query: ImpactAssessmentListQuery, response: { 200: ImpactAssessmentPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listAssessments(app.db, request.query, request.reach, namingOf(request), app.config.secret), request.query, request, reply))

  app.post('/impact-assessments', operation({ id: 'createImpactAssessment', tag, summary: 'Record how somebody sees an impact', access: may.score, body: ImpactAssessmentCreate, response: { 201: ImpactAssessment }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createAssessment(tx, request, request.body)
      return { status: 201, body: row, location: `/api/v1/impact-assessments/${row.id}` }
    }))

  app.get('/impact-assessments/:id', operation({ id: 'getImpactAssessment', tag, summary: 'One assessment', access: may.readMap, params: idParams, response: { 200: ImpactAssessment }, example: one }), async (request) =>
    seenBy(namingOf(request), await requireAssessment(app.db, request.params.id, request.reach)))

  app.post('/impact-assessments/:id/withdraw', operation({ id: 'withdrawImpactAssessment', tag, summary: 'Take an assessment back; it is kept and counts no more', access: may.score, params: idParams, response: { 200: ImpactAssessment }, example: examples.withdraw }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: seenBy(namingOf(request), await withdrawAssessment(tx, request, request.params.id)) })))

  app.post('/impact-assessments/:id/restore', operation({ id: 'restoreImpactAssessment', tag, summary: 'Bring a withdrawn assessment back', access: may.score, params: idParams, response: { 200: ImpactAssessment }, example: examples.restore }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: seenBy(namingOf(request), await restoreAssessment(tx, request, request.params.id)) })))
}
