import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams, uuid } from '../schemas.ts'
import { giveAnswers, proposal, takeBackAnswer } from './answer-commands.ts'
import { listOwed, summariseOwed } from './answers.ts'
import { createOutcome, patchOutcome, requireOutcome, restoreOutcome, withdrawOutcome } from './commands.ts'
import { examples } from './examples.ts'
import { listOutcomes } from './queries.ts'
import { Answer, AnswerProposal, AnswersCreate, AnswersGiven, Outcome, OutcomeCreate, OutcomeListQuery, OutcomePage, OutcomePatch, OwedAnswerPage, OwedAnswerQuery, OwedSummary } from './schemas.ts'

const tag = 'outcomes'

export async function outcomesRoutes(app: App): Promise<void> {
  app.get('/outcomes', operation({ id: 'listOutcomes', tag, summary: 'What became of points, the latest decided first', access: may.readDialogue, query: OutcomeListQuery, response: { 200: OutcomePage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listOutcomes(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/outcomes', operation({ id: 'createOutcome', tag, summary: 'Record what became of a point', access: may.writeDialogue, body: OutcomeCreate, response: { 201: Outcome }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createOutcome(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/outcomes/${row.id}` }
    }))

  app.get('/outcomes/:id', operation({ id: 'getOutcome', tag, summary: 'One outcome', access: may.readDialogue, params: idParams, response: { 200: Outcome }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireOutcome(app.db, request.params.id, request.reach)))

  app.patch('/outcomes/:id', operation({ id: 'updateOutcome', tag, summary: 'Change when an outcome is looked at again, or say that it was', access: may.writeDialogue, params: idParams, body: OutcomePatch, response: { 200: Outcome }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchOutcome(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.post('/outcomes/:id/withdraw', operation({ id: 'withdrawOutcome', tag, summary: 'Take an outcome back as a mistake; the former one stands again', access: may.writeDialogue, params: idParams, response: { 200: Outcome }, example: examples.withdraw }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await withdrawOutcome(tx, request, request.params.id) })))

  app.post('/outcomes/:id/reinstate', operation({ id: 'reinstateOutcome', tag, summary: 'Put a withdrawn outcome back', access: may.writeDialogue, params: idParams, response: { 200: Outcome }, example: examples.restore }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await restoreOutcome(tx, request, request.params.id) })))

  answerRoutes(app)
}

function answerRoutes(app: App): void {
  app.get('/outcomes/:id/answer-proposal', operation({ id: 'proposeAnswer', tag, summary: 'A letter made from the outcome, to be read again', access: may.readDialogue, params: idParams, query: z.strictObject({ locale: z.enum(['fr', 'en']).default('fr') }), response: { 200: AnswerProposal }, example: examples.proposal }), (request) =>
    proposal(app.db, request, request.params.id, request.query.locale))

  app.post('/outcomes/:id/answers', operation({ id: 'giveAnswers', tag, summary: 'Give the answer owed to contributors, by e-mail or as recorded', access: may.writeDialogue, params: idParams, body: AnswersCreate, response: { 201: AnswersGiven }, example: examples.answers }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: await giveAnswers(tx, request, request.params.id, request.body), location: `/api/v1/answers-owed?outcomeId=${request.params.id}&state=given` })))

  app.get('/answers-owed', operation({ id: 'listAnswersOwed', tag, summary: 'Answers owed to contributors, who has waited longest first; and those given', access: may.readDialogue, query: OwedAnswerQuery, response: { 200: OwedAnswerPage }, example: examples.owed }), async (request, reply) =>
    pageFrom(await listOwed(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.get('/answers-owed/summary', operation({ id: 'summariseAnswersOwed', tag, summary: 'How many answers are owed and given, per current outcome', access: may.readDialogue, query: z.strictObject({ perimeterId: uuid.optional() }), response: { 200: OwedSummary }, example: {} }), (request) =>
    summariseOwed(app.db, request.query, request.reach))

  app.post('/answers/:id/withdraw', operation({ id: 'withdrawAnswer', tag, summary: 'Take back an answer recorded by mistake; it is owed again', access: may.writeDialogue, params: idParams, response: { 200: Answer }, example: examples.takeBack }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await takeBackAnswer(tx, request, request.params.id) })))
}
