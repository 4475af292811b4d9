import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { askByMail, makeLinks } from './ask.ts'
import { requireEvaluation } from './commands.ts'
import { examples } from './examples.ts'
import type { EvaluationRow } from './queries.ts'
import { Evaluation, EvaluationLinks, EvaluationLinksCreate, EvaluationMailed, EvaluationOpening, EvaluationReopening } from './schemas.ts'
import { sealerOf } from './seal.ts'
import { closeEvaluation, openEvaluation, reopenEvaluation } from './steps.ts'

const tag = 'evaluations'
const answer = (row: EvaluationRow) => ({ body: row, version: row.version })

/** From the opening of an evaluation to its closing. */
export async function evaluationStepsRoutes(app: App): Promise<void> {
  const sealer = sealerOf(app.config.secret)

  app.post('/evaluations/:id/opening', operation({ id: 'openEvaluation', tag, summary: 'Open an evaluation to who attended, and write to them', access: may.writeDialogue, params: idParams, body: EvaluationOpening, response: { 200: Evaluation }, example: examples.opening }), async (request, reply) => {
    await write(request, reply, async (tx) => answer(await openEvaluation(tx, request, request.params.id, request.body)))
    app.jobs.wake()
  })

  app.post('/evaluations/:id/closing', operation({ id: 'closeEvaluation', tag, summary: 'Close an evaluation: its results can be read', access: may.writeDialogue, params: idParams, response: { 200: Evaluation }, example: examples.closing }), (request, reply) =>
    write(request, reply, async (tx) => answer(await closeEvaluation(tx, request, request.params.id, sealer))))

  app.post('/evaluations/:id/reopening', operation({ id: 'reopenEvaluation', tag, summary: 'Take more answers; the results are hidden until it is closed again', access: may.writeDialogue, params: idParams, body: EvaluationReopening, response: { 200: Evaluation }, example: examples.reopening }), (request, reply) =>
    write(request, reply, async (tx) => answer(await reopenEvaluation(tx, request, request.params.id, request.body))))

  app.post('/evaluations/:id/reminders', operation({ id: 'remindEvaluation', tag, summary: 'Write again to who has not answered', access: may.writeDialogue, params: idParams, response: { 200: EvaluationMailed }, example: examples.reminders }), async (request, reply) => {
    await write(request, reply, async (tx) => ({ body: await askByMail(tx, request, await requireEvaluation(tx, request.params.id, request.reach)) }))
    app.jobs.wake()
  })

  app.post('/evaluations/:id/links', operation({ id: 'createEvaluationLinks', tag, summary: 'Links to give by hand, printed or as a QR code', description: 'Each replaces the former link of the same recipient. The secret is in the answer, once.', access: may.writeDialogue, params: idParams, body: EvaluationLinksCreate, response: { 201: EvaluationLinks }, example: examples.links }), (request, reply) =>
    write(request, reply, async (tx) => {
      const items = await makeLinks(tx, request, await requireEvaluation(tx, request.params.id, request.reach), request.body.stakeholderIds)
      return { status: 201, body: { items, nextCursor: null }, replayBody: { items: items.map((item) => ({ ...item, secret: '' })), nextCursor: null }, location: `/api/v1/evaluations/${request.params.id}/recipients` }
    }))
}
