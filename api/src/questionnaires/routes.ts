import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { copyQuestionnaire, createQuestionnaire, patchQuestionnaire, removeQuestionnaire, requireQuestionnaire, restoreQuestionnaire } from './commands.ts'
import { examples } from './examples.ts'
import { listQuestionnaires } from './queries.ts'
import { Questionnaire, QuestionnaireCopy, QuestionnaireCreate, QuestionnaireListQuery, QuestionnairePage, QuestionnairePatch } from './schemas.ts'

const tag = 'questionnaires'
const made = (row: { id: string; version: number }) => ({ status: 201 as const, body: row, version: row.version, location: `/api/v1/questionnaires/${row.id}` })

/** What participants are asked after a session. */
export async function questionnairesRoutes(app: App): Promise<void> {
  app.get('/questionnaires', operation({ id: 'listQuestionnaires', tag, summary: 'Questionnaires with their questions, one page', access: may.readDialogue, query: QuestionnaireListQuery, response: { 200: QuestionnairePage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listQuestionnaires(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/questionnaires', operation({ id: 'createQuestionnaire', tag, summary: 'Write a questionnaire', access: may.writeDialogue, body: QuestionnaireCreate, response: { 201: Questionnaire }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => made(await createQuestionnaire(tx, request, request.body))))

  app.get('/questionnaires/:id', operation({ id: 'getQuestionnaire', tag, summary: 'One questionnaire', access: may.readDialogue, params: idParams, response: { 200: Questionnaire }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireQuestionnaire(app.db, request.params.id, request.reach)))

  app.post('/questionnaires/:id/copies', operation({ id: 'copyQuestionnaire', tag, summary: 'Copy a questionnaire, to change what it asks', access: may.writeDialogue, params: idParams, body: QuestionnaireCopy, response: { 201: Questionnaire }, example: examples.copy }), (request, reply) =>
    write(request, reply, async (tx) => made(await copyQuestionnaire(tx, request, request.params.id, request.body))))

  app.patch('/questionnaires/:id', operation({ id: 'updateQuestionnaire', tag, summary: 'Change a questionnaire; its questions, only before an evaluation is opened with it', access: may.writeDialogue, params: idParams, body: QuestionnairePatch, response: { 200: Questionnaire }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchQuestionnaire(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/questionnaires/:id', operation({ id: 'deleteQuestionnaire', tag, summary: 'Remove a questionnaire; evaluations made with it stay, and it can be restored', access: may.writeDialogue, params: idParams, response: { 204: z.null() }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeQuestionnaire(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/questionnaires/:id/restore', operation({ id: 'restoreQuestionnaire', tag, summary: 'Bring a removed questionnaire back', access: may.writeDialogue, params: idParams, response: { 200: Questionnaire }, example: examples.removed }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreQuestionnaire(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
}
