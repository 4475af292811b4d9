import type { Db } from '@convergence/db'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { circulateMinutes, readersOf } from './circulation.ts'
import { approveMinutes, publishMinutes, reopenMinutes, unpublishMinutes } from './commands.ts'
import { examples } from './examples.ts'
import { Minutes, MinutesApprove, MinutesCirculate, MinutesCirculated, MinutesReaders } from './schemas.ts'
import { requireMinutes, viewOf } from './view.ts'

const tag = 'minutes'
const root = '/sessions/:id/minutes'

/** The way of minutes from the draft to the publication. */
export async function minutesStepRoutes(app: App): Promise<void> {
  app.get(`${root}/readers`, operation({ id: 'listMinutesReaders', tag, summary: 'Who is sent the minutes, and who opened them', access: may.writeDialogue, params: idParams, response: { 200: MinutesReaders }, example: examples.readers }), async (request) => {
    const { row } = await requireMinutes(app.db, request, request.params.id)
    return readersOf(app.db, request.params.id, row?.id ?? null)
  })

  app.post(`${root}/circulate`, operation({ id: 'circulateMinutes', tag, summary: 'Send the minutes out for reading: a version is frozen, and whoever was invited or came gets a letter', description: 'Each letter has a private link. 409 `minutes-session-not-closed` before the session is closed, `minutes-unchanged` when this very content is out already.', access: may.writeDialogue, params: idParams, body: MinutesCirculate, response: { 200: MinutesCirculated }, example: examples.circulate }), (request, reply) =>
    write(request, reply, async (tx) => {
      const sent = await circulateMinutes(tx, request, request.params.id, request.body)
      const minutes = await viewOf(tx, request, request.params.id)
      return { body: { minutes, ...sent }, version: minutes.version }
    }))

  app.post(`${root}/reopen`, operation({ id: 'reopenMinutes', tag, summary: 'Take minutes that are out for reading back, to correct them', access: may.writeDialogue, params: idParams, response: { 200: Minutes }, example: examples.reopen }), (request, reply) =>
    step(request, reply, request.params.id, (tx) => reopenMinutes(tx, request, request.params.id)))

  app.post(`${root}/approve`, operation({ id: 'approveMinutes', tag, summary: 'Approve the minutes: what the records say now is frozen under its hash', description: 'Afterwards every change answers 409 `minutes-locked`. A body with a quorum approves at one of its meetings: 422 `quorum-meeting-missing` without it, 409 `quorum-not-reached` with the figures when too few of its members were there.', access: may.approveMinutes, params: idParams, body: MinutesApprove, response: { 200: Minutes }, example: examples.approve }), (request, reply) =>
    step(request, reply, request.params.id, (tx) => approveMinutes(tx, request, request.params.id, request.body)))

  app.post(`${root}/publish`, operation({ id: 'publishMinutes', tag, summary: 'Show approved minutes to every reader', access: may.approveMinutes, params: idParams, response: { 200: Minutes }, example: examples.publish }), (request, reply) =>
    step(request, reply, request.params.id, (tx) => publishMinutes(tx, request, request.params.id)))

  app.post(`${root}/unpublish`, operation({ id: 'unpublishMinutes', tag, summary: 'Show published minutes to readers no more; they stay approved', access: may.approveMinutes, params: idParams, response: { 200: Minutes }, example: examples.unpublish }), (request, reply) =>
    step(request, reply, request.params.id, (tx) => unpublishMinutes(tx, request, request.params.id)))
}

/** Runs a step and answers with the minutes as they are then. */
function step(request: FastifyRequest, reply: FastifyReply, sessionId: string, act: (tx: Db) => Promise<void>): Promise<void> {
  return write(request, reply, async (tx) => {
    await act(tx)
    const body = await viewOf(tx, request, sessionId)
    return { body, version: body.version }
  })
}
