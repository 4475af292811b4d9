import { demoId } from '@convergence/db'
import { may, requireMapScope } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { requireStakeholder } from '../stakeholders/commands.ts'
import { stakeholderErrors } from '../stakeholders/errors.ts'
import { warnOf, windowOf } from './commands.ts'
import { listAsks } from './detail.ts'
import { listSolicitations, loadsOf, summariseLoads } from './queries.ts'
import { LoadSummary, LoadSummaryQuery, LoadWarnings, LoadWarningsRequest, SolicitationPage, SolicitationQuery, StakeholderLoad, stakeholderParams, WindowQuery } from './schemas.ts'

const tag = 'solicitations'
const examples = {
  list: { query: { limit: '20', planId: demoId('plan', 'plan-2026') } },
  summary: { query: { perimeterId: demoId('perimeter', 'bretagne') } },
  one: { params: { stakeholderId: demoId('stakeholder', 'aidants-debout') } },
  warnings: { body: { stakeholderIds: [demoId('stakeholder', 'aidants-debout'), demoId('stakeholder', 'ateliers-triskel')], activityId: demoId('activity', 'aidants') } },
}

export async function solicitationsRoutes(app: App): Promise<void> {
  app.get('/solicitations', operation({ id: 'listSolicitations', tag, summary: 'What is asked of each stakeholder over all plans, the most asked first, one page', description: 'Counts every perimeter, so that nobody is asked too much from two sides; what lies beyond reach is a number. A key needs map:read too: stakeholders are named.', access: may.readDialogue, query: SolicitationQuery, response: { 200: SolicitationPage }, problems: [422], example: examples.list }), async (request, reply) => {
    requireMapScope(request)
    return pageFrom(await listSolicitations(app.db, request.query, await windowOf(app.db, request.query), request.reach, app.config.secret), request.query, request, reply)
  })

  app.get('/solicitations/summary', operation({ id: 'summariseSolicitations', tag, summary: 'How the load is spread: asked, near and over the limit, never asked', access: may.readDialogue, query: LoadSummaryQuery, response: { 200: LoadSummary }, problems: [422], example: examples.summary }), async (request) => {
    const window = await windowOf(app.db, request.query)
    return { ...window, ...(await summariseLoads(app.db, window, request.query, request.reach)) }
  })

  app.get('/solicitations/:stakeholderId', operation({ id: 'getStakeholderLoad', tag, summary: 'What is asked of one stakeholder, ask by ask', access: may.readDialogue, params: stakeholderParams, query: WindowQuery, response: { 200: StakeholderLoad }, problems: [422], example: examples.one }), async (request) => {
    requireMapScope(request)
    const { id } = await requireStakeholder(app.db, request.params.stakeholderId, request.reach)
    const window = await windowOf(app.db, request.query)
    const [row] = await loadsOf(app.db, [id], window, request.reach)
    if (!row) throw stakeholderErrors['stakeholder-not-found']()
    return { ...row, ...window, asks: await listAsks(app.db, id, window, request.reach) }
  })

  app.post('/solicitations/warnings', operation({ id: 'warnSolicitations', tag, summary: 'Of those about to be asked, who is asked too much already', description: 'Reads; changes nothing.', access: may.readDialogue, body: LoadWarningsRequest, response: { 200: LoadWarnings }, problems: [404], example: examples.warnings }), (request) =>
    warnOf(app.db, request.body, request.reach))
}
