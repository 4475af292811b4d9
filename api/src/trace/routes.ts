import { demoId } from '@convergence/db'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { Trace, TraceParams, TraceQuery } from './schemas.ts'
import { computeTrace } from './trace.ts'

const example = { params: { type: 'impact', id: demoId('impact', 'renoncement-soins-ruraux') }, query: {} }

export async function traceRoutes(app: App): Promise<void> {
  app.get('/trace/:type/:id', operation({ id: 'getTrace', tag: 'trace', summary: 'The spine around one object, both ways', description: 'From an impact to the positions on the points about it, and back from any of them.', access: may.readDialogue, params: TraceParams, query: TraceQuery, response: { 200: Trace }, problems: [422], example }), (request) =>
    computeTrace(app.db, request.params.type, request.params.id, request.query.asOf, request.reach))
}
