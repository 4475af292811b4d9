import { z } from 'zod'
import { requireActivityHead } from '../activities/commands.ts'
import { fileResponse, uploaded } from '../files/schemas.ts'
import { tooLarge } from '../files/store.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { acceptUploads, MAX_FILE_BYTES } from '../plugins/uploads.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { attachEvidence, markStep, sendEvidence, withdrawMark } from './commands.ts'
import { examples } from './examples.ts'
import { listMarks } from './queries.ts'
import { partParams, StepMark, StepMarkCreate, StepMarkListQuery, StepMarkPage } from './schemas.ts'

const tag = 'processes'
const evidencePath = '/activities/:id/step-marks/:partId/evidence'
const StepMarkUpload = z.strictObject({ file: uploaded }).meta({ id: 'StepMarkUpload' })

/** What people say of the steps of a dialogue. */
export async function stepMarksRoutes(app: App): Promise<void> {
  app.get('/activities/:id/step-marks', operation({ id: 'listStepMarks', tag, summary: 'What was said of the steps of a dialogue, withdrawn marks too, one page', access: may.readDialogue, params: idParams, query: StepMarkListQuery, response: { 200: StepMarkPage }, example: examples.list }), async (request, reply) => {
    await requireActivityHead(app.db, request.params.id, request.reach)
    return pageFrom(await listMarks(app.db, request.params.id, request.query, app.config.secret), request.query, request, reply)
  })

  app.post('/activities/:id/step-marks', operation({ id: 'createStepMark', tag, summary: 'Say that a step is done, does not apply, or is to be done again', access: may.writeDialogue, params: idParams, body: StepMarkCreate, response: { 201: StepMark }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: await markStep(tx, request, request.params.id, request.body), location: `/api/v1/activities/${request.params.id}/step-marks` })))

  app.post('/activities/:id/step-marks/:partId/withdraw', operation({ id: 'withdrawStepMark', tag, summary: 'Take a mark back; it stays readable, and what was said before it counts again', access: may.writeDialogue, params: partParams, response: { 200: StepMark }, example: examples.withdraw }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await withdrawMark(tx, request, request.params.id, request.params.partId) })))

  await app.register(async (uploads: App) => {
    await acceptUploads(uploads, tooLarge)
    uploads.post(evidencePath, { ...operation({ id: 'attachStepMarkEvidence', tag, summary: 'Add the file that proves a mark, as a form; once', access: may.writeDialogue, params: partParams, consumes: ['multipart/form-data'], body: StepMarkUpload, response: { 201: StepMark }, example: examples.evidence }), bodyLimit: MAX_FILE_BYTES + 65_536 }, (request, reply) =>
      write(request, reply, async (tx) => ({ status: 201, body: await attachEvidence(tx, request, request.params.id, request.params.partId, request.body.file), location: `/api/v1/activities/${request.params.id}/step-marks/${request.params.partId}/evidence` })))
  })

  app.get(evidencePath, operation({ id: 'downloadStepMarkEvidence', tag, summary: 'The bytes of the file that proves a mark', access: may.readDialogue, params: partParams, response: fileResponse, example: examples.evidenceContent }), (request, reply) =>
    sendEvidence(app.db, reply, request.params.id, request.params.partId, request.reach))
}
