import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { requireSession } from '../sessions/commands.ts'
import { AgendaItem, partParams } from '../sessions/schemas.parts.ts'
import { addCheckIn, listCheckIns, patchCheckIn, requireCheckIn, withdrawCheckIn } from './check-ins.ts'
import { changeClock } from './clock.ts'
import { changeCode, codeAnswer } from './code.ts'
import { examples } from './examples.ts'
import { latestId } from './feed.ts'
import { confirmReading, listReadings, withdrawReading } from './read-backs.ts'
import { doorRoutes } from './routes.door.ts'
import { CheckIn, CheckInCode, CheckInCodeChange, CheckInCreate, CheckInList, CheckInPatch, ClockChange, ReadBack, ReadBackCreate, ReadingList, StreamState } from './schemas.ts'
import { streamsOf } from './stream.ts'

const tag = 'sessions'
const door = '/sessions/:id/check-ins'
const person = `${door}/:partId` as const

/** The room: the door, the clock of the agenda, what is read back. */
export async function roomRoutes(app: App): Promise<void> {
  await doorRoutes(app)
  checkInRoutes(app)
  const streams = streamsOf(app)

  app.get('/sessions/:id/stream', operation({ id: 'streamSession', tag, summary: 'Hear of each change of a session', description: 'With `Accept: text/event-stream`, server-sent events without end: `ready`, then `change` within a second of each change, whose `id` is a position in the feed; read the board again. The data of a `change` names what changed, `{"objects": [ids]}`, or is `{}` where that is not known or is long: whoever made the change itself need not read at once. After a gap, `Last-Event-ID` makes one `change` of what was missed. Ends when the right to read the session does. Without that header: the position of the latest event.', access: may.readDialogue, params: idParams, response: { 200: StreamState }, example: { params: examples.one.params } }), async (request, reply) => {
    await requireSession(app.db, request.params.id, request.reach)
    if (request.method !== 'GET' || !request.headers.accept?.includes('text/event-stream')) return { cursor: await latestId(app.db) }
    return streams.open(request, reply, request.params.id)
  })

  app.post('/sessions/:id/agenda-items/:partId/clock', operation({ id: 'changeClock', tag, summary: 'Start, end or clear an item of the agenda', description: 'One item runs at a time. Asking for what is already so changes nothing.', access: may.writeDialogue, params: partParams, body: ClockChange, response: { 200: AgendaItem }, example: examples.clock }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await changeClock(tx, request, request.params.id, request.params.partId, request.body.action)
      return { body: row, version: row.version }
    }))

  app.get('/sessions/:id/read-backs', operation({ id: 'listReadings', tag, summary: 'What is to be read back, point by point, and what the room confirmed', access: may.readDialogue, params: idParams, response: { 200: ReadingList }, example: examples.readings }), async (request) => {
    await requireSession(app.db, request.params.id, request.reach)
    return { items: await listReadings(app.db, request.params.id), nextCursor: null }
  })

  app.post('/sessions/:id/read-backs', operation({ id: 'confirmReading', tag, summary: 'Keep that the room confirmed what was read to it', description: '409 read-back-outdated when a position changed since it was read.', access: may.writeDialogue, params: idParams, body: ReadBackCreate, response: { 201: ReadBack }, example: examples.confirm }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: await confirmReading(tx, request, request.params.id, request.body), location: `/api/v1/sessions/${request.params.id}/read-backs` })))

  app.post('/sessions/:id/read-backs/:partId/withdraw', operation({ id: 'withdrawReading', tag, summary: 'Take a confirmation back', access: may.writeDialogue, params: partParams, response: { 200: ReadBack }, example: examples.withdrawReading }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await withdrawReading(tx, request, request.params.id, request.params.partId) })))
}

function checkInRoutes(app: App): void {
  app.get('/sessions/:id/check-in-code', operation({ id: 'getCheckInCode', tag, summary: 'The check-in code that the room shows', access: may.writeDialogue, params: idParams, response: { 200: CheckInCode }, example: examples.readings }), async (request) =>
    codeAnswer((await requireSession(app.db, request.params.id, request.reach)).checkInCode))

  app.post('/sessions/:id/check-in-code', operation({ id: 'changeCheckInCode', tag, summary: 'Show, renew or withdraw the check-in code', access: may.writeDialogue, params: idParams, body: CheckInCodeChange, response: { 200: CheckInCode }, example: examples.code }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: codeAnswer(await changeCode(tx, request, request.params.id, request.body)) })))

  app.get(door, operation({ id: 'listCheckIns', tag, summary: 'Who came through the door', access: may.readDialogue, params: idParams, response: { 200: CheckInList }, example: { params: examples.one.params } }), async (request) => {
    await requireSession(app.db, request.params.id, request.reach)
    return listCheckIns(app.db, request.params.id)
  })

  app.post(door, operation({ id: 'createCheckIn', tag, summary: 'Write down somebody at the door', access: may.writeDialogue, params: idParams, body: CheckInCreate, response: { 201: CheckIn }, example: examples.add }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await addCheckIn(tx, request, request.params.id, request.body)
      return { status: 201, body: row, version: row.version, location: `/api/v1/sessions/${row.sessionId}/check-ins/${row.id}` }
    }))

  app.get(person, operation({ id: 'getCheckIn', tag, summary: 'One check-in', access: may.readDialogue, params: partParams, response: { 200: CheckIn }, example: examples.ofCheckIn }), async (request, reply) => {
    await requireSession(app.db, request.params.id, request.reach)
    return sendVersioned(request, reply, await requireCheckIn(app.db, request.params.id, request.params.partId))
  })

  app.patch(person, operation({ id: 'updateCheckIn', tag, summary: 'Correct a check-in, or tie a walk-in to a stakeholder', access: may.writeDialogue, params: partParams, body: CheckInPatch, response: { 200: CheckIn }, example: examples.tie }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchCheckIn(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  for (const withdrawn of [true, false]) {
    app.post(`${person}/${withdrawn ? 'withdraw' : 'restore'}`, operation({ id: withdrawn ? 'withdrawCheckIn' : 'restoreCheckIn', tag, summary: withdrawn ? 'Undo a check-in; its row stays' : 'Take an undone check-in up again', access: may.writeDialogue, params: partParams, response: { 200: CheckIn }, example: examples.undone }), (request, reply) =>
      write(request, reply, async (tx) => {
        const row = await withdrawCheckIn(tx, request, request.params.id, request.params.partId, withdrawn)
        return { body: row, version: row.version }
      }))
  }
}
