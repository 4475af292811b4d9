import type { Db } from '@convergence/db'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { etagOf, sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createTraining, patchTraining, removeTraining, requireTraining, restoreTraining } from './commands.ts'
import { cancelTrainingSession, holdTrainingSession, patchTrainingSession, planTrainingSession, reopenTrainingSession, requireTrainingSession } from './commands.sessions.ts'
import { examples } from './examples.ts'
import { listTrainings, listTrainingSessions, type TrainingSessionRow } from './queries.ts'
import { trainingSheetRoutes } from './routes.sheet.ts'
import { Training, TrainingCreate, TrainingHold, TrainingPage, TrainingPatch, TrainingQuery, TrainingSession, TrainingSessionCreate, TrainingSessionPage, TrainingSessionPatch, TrainingSessionQuery } from './schemas.ts'

const tag = 'trainings'

/** Training of actors and facilitators: programmes, their dates, and who came. */
export async function trainingsRoutes(app: App): Promise<void> {
  programmeRoutes(app)
  sessionRoutes(app)
  stepRoutes(app)
  trainingSheetRoutes(app)
}

function programmeRoutes(app: App): void {
  app.get('/trainings', operation({ id: 'listTrainings', tag, summary: 'Training programmes, one page', access: may.readDialogue, query: TrainingQuery, response: { 200: TrainingPage }, example: examples.list }), async (request, reply) =>
    pageFrom(await listTrainings(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/trainings', operation({ id: 'createTraining', tag, summary: 'Add a programme', access: may.teach, body: TrainingCreate, response: { 201: Training }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await createTraining(tx, request, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/trainings/${row.id}` }
    }))

  app.get('/trainings/:id', operation({ id: 'getTraining', tag, summary: 'One programme', access: may.readDialogue, params: idParams, response: { 200: Training }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, await requireTraining(app.db, request.params.id, request.reach)))

  app.patch('/trainings/:id', operation({ id: 'updateTraining', tag, summary: 'Change a programme', access: may.teach, params: idParams, body: TrainingPatch, response: { 200: Training }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchTraining(tx, request, request.params.id, request.body)
      return { body: row, version: row.version }
    }))

  app.delete('/trainings/:id', operation({ id: 'deleteTraining', tag, summary: 'Remove a programme; it can be restored, and what it granted stays', access: may.teach, params: idParams, response: { 204: z.null() }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeTraining(tx, request, request.params.id)
      return { status: 204 }
    }))

  app.post('/trainings/:id/restore', operation({ id: 'restoreTraining', tag, summary: 'Bring a removed programme back', access: may.teach, params: idParams, response: { 200: Training }, example: examples.one }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreTraining(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
}

function sessionRoutes(app: App): void {
  app.get('/training-sessions', operation({ id: 'listTrainingSessions', tag, summary: 'Dates of the programmes, held, planned or cancelled', access: may.readDialogue, query: TrainingSessionQuery, response: { 200: TrainingSessionPage }, example: examples.sessions }), async (request, reply) =>
    pageFrom(await listTrainingSessions(app.db, request.query, request.reach, app.config.secret), request.query, request, reply))

  app.post('/trainings/:id/sessions', operation({ id: 'createTrainingSession', tag, summary: 'Set a date of a programme', access: may.teach, params: idParams, body: TrainingSessionCreate, response: { 201: TrainingSession }, example: examples.plan }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await planTrainingSession(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/training-sessions/${row.id}` }
    }))

  app.get('/training-sessions/:id', operation({ id: 'getTrainingSession', tag, summary: 'One date of a programme', access: may.readDialogue, params: idParams, response: { 200: TrainingSession }, example: examples.session }), async (request, reply) => {
    const row = await requireTrainingSession(app.db, request.params.id, request.reach)
    reply.header('etag', etagOf(row.version))
    return row
  })

  app.patch('/training-sessions/:id', operation({ id: 'updateTrainingSession', tag, summary: 'Change a date: when, where, with whom, how many places', access: may.teach, params: idParams, body: TrainingSessionPatch, response: { 200: TrainingSession }, example: examples.patchSession }), (request, reply) =>
    step(request, reply, (tx) => patchTrainingSession(tx, request, request.params.id, request.body)))
}

function stepRoutes(app: App): void {
  app.post('/training-sessions/:id/hold', operation({ id: 'holdTrainingSession', tag, summary: 'Say that a session took place: whoever came and showed the skill is granted it', description: 'The skill lapses `validMonths` after the day of the session. 422 `training-attendance-open` while it is not said of everybody on the sheet whether they came.', access: may.teach, params: idParams, body: TrainingHold, response: { 200: TrainingSession }, example: examples.hold }), (request, reply) =>
    step(request, reply, (tx) => holdTrainingSession(tx, request, request.params.id, request.body)))

  app.post('/training-sessions/:id/cancel', operation({ id: 'cancelTrainingSession', tag, summary: 'Cancel a session that is planned', access: may.teach, params: idParams, response: { 200: TrainingSession }, example: examples.cancel }), (request, reply) =>
    step(request, reply, (tx) => cancelTrainingSession(tx, request, request.params.id)))

  app.post('/training-sessions/:id/reopen', operation({ id: 'reopenTrainingSession', tag, summary: 'Undo a holding or a cancelling: what was granted is taken back', access: may.teach, params: idParams, response: { 200: TrainingSession }, example: examples.reopen }), (request, reply) =>
    step(request, reply, (tx) => reopenTrainingSession(tx, request, request.params.id)))
}

const step = (request: FastifyRequest, reply: FastifyReply, act: (tx: Db) => Promise<TrainingSessionRow>): Promise<void> =>
  write(request, reply, async (tx) => {
    const row = await act(tx)
    return { body: row, version: row.version }
  })
