import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createEvaluation, patchEvaluation, removeEvaluation, requireEvaluation, restoreEvaluation } from './commands.ts'
import { examples } from './examples.ts'
import { listEvaluations } from './queries.ts'
import { listRecipients } from './recipients.ts'
import { resultsOf } from './results.ts'
import { Evaluation, EvaluationCreate, EvaluationListQuery, EvaluationPage, EvaluationPatch, EvaluationRecipients, EvaluationResults } from './schemas.ts'
import { sealerOf } from './seal.ts'

const tag = 'evaluations'

/** What participants thought of a session or of a dialogue. */
export async function evaluationsRoutes(app: App): Promise<void> {
  const sealer = sealerOf(app.config.secret)

  app.get('/evaluations', operation({ id: 'listEvaluations', tag, summary: 'Evaluations with how many answered, one page', access: may.readDialogue, query: EvaluationListQuery, response: { 200: EvaluationPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listEvaluations(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/evaluations', operation({ id: 'createEvaluation', tag, summary: 'Prepare the evaluation of a session or of an activity', access: may.writeDialogue, body: EvaluationCreate, response: { 201: Evaluation }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createEvaluation(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/evaluations/${row.id}` }
    }))

  app.get('/evaluations/:id', operation({ id: 'getEvaluation', tag, summary: 'One evaluation', access: may.readDialogue, params: idParams, response: { 200: Evaluation }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireEvaluation(app.db, request.params.id, request.reach)))

  app.patch('/evaluations/:id', operation({ id: 'updateEvaluation', tag, summary: 'Change the last day to answer or, before it opens, the questionnaire', access: may.writeDialogue, params: idParams, body: EvaluationPatch, response: { 200: Evaluation }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchEvaluation(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/evaluations/:id', operation({ id: 'deleteEvaluation', tag, summary: 'Remove an evaluation; it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeEvaluation(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/evaluations/:id/restore', operation({ id: 'restoreEvaluation', tag, summary: 'Bring a removed evaluation back', access: may.writeDialogue, params: idParams, response: { 200: Evaluation }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreEvaluation(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  app.get('/evaluations/:id/recipients', operation({ id: 'listEvaluationRecipients', tag, summary: 'Whom an evaluation asks, and who has answered; never what', access: may.writeDialogue, params: idParams, response: { 200: EvaluationRecipients }, example: examples.recipients }), async (request) =>
    ({ items: await listRecipients(app.db, await requireEvaluation(app.db, request.params.id, request.reach)), nextCursor: null }))

  app.get('/evaluations/:id/results', operation({ id: 'getEvaluationResults', tag, summary: 'What was answered, once closed', description: 'Hidden while it is open; withheld under five answers, and for a college whose answers could be told by subtraction.', access: may.readDialogue, params: idParams, response: { 200: EvaluationResults }, example: examples.results }), async (request) =>
    resultsOf(app.db, await requireEvaluation(app.db, request.params.id, request.reach), sealer))
}
