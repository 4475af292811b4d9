import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { checkIn, doorOf, sessionOfCode, undoOwn } from './door.ts'
import { examples } from './examples.ts'
import { Door, DoorAnswer, DoorAsk, DoorCheckIn, DoorWithdraw } from './schemas.ts'
import { guessesOf } from './throttle.ts'

const door = { tag: 'check-in', access: may.public, problems: [404, 409, 422, 429] as const }
const answers = '404 check-in-code-unknown, 409 check-in-closed, 429 check-in-throttled after 60 unknown codes from one address in a quarter of an hour; right codes are never counted.'

/** The door of a session: whoever reads the code on the screen of the room checks in, without account. */
export async function doorRoutes(app: App): Promise<void> {
  const guesses = guessesOf(app.db)
  app.post('/check-in/session', operation({ ...door, id: 'readDoor', summary: 'What a check-in code opens', description: answers, body: DoorAsk, response: { 200: Door }, example: examples.door }), async (request) =>
    doorOf(app.db, await sessionOfCode(app.db, request, guesses, request.body.code)))

  app.post('/check-in', operation({ ...door, id: 'checkIn', summary: 'Check one person in by the code of the room', description: `Once per device key: sent again, it answers the same. ${answers} 409 check-in-other-session when the device shows another session.`, body: DoorCheckIn, response: { 200: DoorAnswer }, example: examples.checkIn }), async (request, reply) => {
    const session = await sessionOfCode(app.db, request, guesses, request.body.code)
    return write(request, reply, async (tx) => ({ body: await checkIn(tx, request, session, request.body) }))
  })

  app.post('/check-in/undo', operation({ ...door, id: 'undoCheckIn', summary: 'Undo the check-in of this device', description: answers, body: DoorWithdraw, response: { 204: z.null() }, example: examples.undo }), async (request, reply) => {
    const session = await sessionOfCode(app.db, request, guesses, request.body.code)
    return write(request, reply, async (tx) => {
      await undoOwn(tx, request, session, request.body.deviceKey)
      return { status: 204 }
    })
  })
}
