import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { partParams } from '../sessions/schemas.parts.ts'
import { answerCorrection, askCorrection } from './corrections.ts'
import { examples } from './examples.ts'
import { listCorrections } from './queries.ts'
import { MinutesCorrection, MinutesCorrectionAnswer, MinutesCorrectionCreate, MinutesCorrectionList } from './schemas.ts'
import { requireMinutes } from './view.ts'

const tag = 'minutes'
const root = '/sessions/:id/minutes/corrections'

/** Corrections asked for while minutes are out for reading, or beside those that were approved. */
export async function minutesCorrectionRoutes(app: App): Promise<void> {
  app.get(root, operation({ id: 'listMinutesCorrections', tag, summary: 'Corrections that were asked for, and what became of each', access: may.writeDialogue, params: idParams, response: { 200: MinutesCorrectionList }, example: examples.corrections }), async (request) => {
    const { row } = await requireMinutes(app.db, request, request.params.id)
    return { items: row ? await listCorrections(app.db, row.id) : [], nextCursor: null }
  })

  app.post(root, operation({ id: 'askMinutesCorrection', tag, summary: 'Ask for a correction on the latest version', description: 'Once the minutes are approved, it is kept beside them: they do not change.', access: may.writeDialogue, params: idParams, body: MinutesCorrectionCreate, response: { 201: MinutesCorrection }, example: examples.correct }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await askCorrection(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/sessions/${request.params.id}/minutes/corrections` }
    }))

  app.post(`${root}/:partId/answer`, operation({ id: 'answerMinutesCorrection', tag, summary: 'Accept a correction, or refuse it and say why', description: 'Accepting one on minutes that are out for reading takes them back, so that it can be made.', access: may.writeDialogue, params: partParams, body: MinutesCorrectionAnswer, response: { 200: MinutesCorrection }, example: examples.answer }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await answerCorrection(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))
}
