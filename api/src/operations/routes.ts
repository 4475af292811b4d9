import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { languageOf } from '../plugins/language.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { requireSession } from '../sessions/commands.ts'
import { answersOf, tellRows } from './answers.ts'
import { takeOperations } from './commands.ts'
import { examples } from './examples.ts'
import { lastOf, listOperations, readClock } from './queries.ts'
import { OperationAnswers, OperationListQuery, OperationPage, OperationsSent } from './schemas.ts'

const tag = 'sessions'

/** The queue of a console: what it did, whenever it could send it. */
export async function operationsRoutes(app: App): Promise<void> {
  app.post('/sessions/:id/operations', operation({ id: 'sendOperations', tag, summary: 'Send what a device did at a session, each once and in order', description: 'Made for a device that may lose the network for hours. Each operation is taken by itself, in the order of `sequence`, and answered: applied, refused with the code of its refusal, or conflict when somebody else wrote meanwhile. Sent again, it gets the stored answer; after a missing one the rest is `waiting`. The time of the speech is `knownAt` + `elapsedMs`, never later than the receipt: the clock of the device does not enter.', access: may.writeDialogue, params: idParams, body: OperationsSent, response: { 200: OperationAnswers }, example: examples.send }), (request, reply) =>
    write(request, reply, async (tx) => {
      const { taken, nextSequence, serverTime } = await takeOperations(tx, request, request.params.id, request.body.deviceId, request.body.operations)
      return { body: { items: await answersOf(tx, taken, languageOf(request)), nextSequence, serverTime } }
    }))

  app.get('/sessions/:id/operations', operation({ id: 'listOperations', tag, summary: 'What devices did at a session, as it was taken', description: 'For a device that comes back to its queue, and for whoever looks through refusals and conflicts.', access: may.writeDialogue, params: idParams, query: OperationListQuery, response: { 200: OperationPage }, example: examples.list }), async (request, reply) => {
    const { id } = await requireSession(app.db, request.params.id, request.reach)
    const { deviceId } = request.query
    const rows = await listOperations(app.db, id, request.query, app.config.secret)
    const told = await tellRows(app.db, rows, languageOf(request))
    const page = pageFrom(rows.map((row) => ({ ...row, ...(told.get(row.id) ?? { message: '', result: null, current: null }) })), request.query, request, reply)
    const nextSequence = deviceId ? ((await lastOf(app.db, id, deviceId))?.sequence ?? 0) + 1 : null
    return { ...page, nextSequence, serverTime: await readClock(app.db) }
  })
}
