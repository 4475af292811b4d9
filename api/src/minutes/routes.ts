import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { patchMinutes } from './commands.ts'
import { examples } from './examples.ts'
import { minutesCorrectionRoutes } from './routes.corrections.ts'
import { linkedMinutesRoutes } from './routes.linked.ts'
import { minutesStepRoutes } from './routes.steps.ts'
import { minutesVersionRoutes } from './routes.versions.ts'
import { Minutes, MinutesPatch } from './schemas.ts'
import { viewOf } from './view.ts'

const tag = 'minutes'
const root = '/sessions/:id/minutes'

/** Minutes of sessions: written, circulated, corrected, approved, published. */
export async function minutesRoutes(app: App): Promise<void> {
  app.get(root, operation({ id: 'getMinutes', tag, summary: 'The minutes of a session', description: 'Until they are out for reading, made from the records at each request; then the version that is out or was approved. Who may only read finds those that are published.', access: may.readDialogue, params: idParams, response: { 200: Minutes }, example: examples.one }), async (request, reply) => {
    const view = await viewOf(app.db, request, request.params.id)
    // What is not frozen changes with the records, which the version of the text does not tell.
    if (view.shown === null) return reply.header('etag', `"${view.version}"`).send(view)
    return sendVersioned(request, reply, view)
  })

  app.patch(root, operation({ id: 'updateMinutes', tag, summary: 'Write the introduction, the conclusion, what came of an item', description: 'If-Match "0" writes first. 409 `minutes-circulated` while they are out for reading, `minutes-locked` once approved.', access: may.writeDialogue, params: idParams, body: MinutesPatch, response: { 200: Minutes }, example: examples.patch }), (request, reply) =>
    write(request, reply, async (tx) => {
      await patchMinutes(tx, request, request.params.id, request.body)
      const body = await viewOf(tx, request, request.params.id)
      return { body, version: body.version }
    }))

  await minutesVersionRoutes(app)
  await minutesCorrectionRoutes(app)
  await minutesStepRoutes(app)
  await linkedMinutesRoutes(app)
}
