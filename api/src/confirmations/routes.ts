import { linkOf } from '../links/links.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { requirePosition } from '../positions/commands.ts'
import { idParams } from '../schemas.ts'
import { requireSession } from '../sessions/commands.ts'
import { answer, sheetOf } from './answer.ts'
import { askForConfirmation } from './ask.ts'
import { examples } from './examples.ts'
import { listConfirmations, listTrail } from './queries.ts'
import { ConfirmationAnswers, ConfirmationList, ConfirmationsCreate, ConfirmationSheet, ConfirmationsMade, PositionTrail } from './schemas.ts'

const tag = 'confirmations'
const withSecret = 'Sent with `Authorization: Link ` and the secret of a private link, which stands in no address. 401 link-refused when it is unknown, revoked or expired.'
const linked = { tag, access: may.public, problems: [401] as const }

/** What the holders say of what was recorded of them: staff ask by private links, the holders answer without an account. */
export async function confirmationsRoutes(app: App): Promise<void> {
  app.get('/sessions/:id/confirmations', operation({ id: 'listConfirmations', tag, summary: 'Holders with a position at a session, and what they said of the record', access: may.writeDialogue, params: idParams, response: { 200: ConfirmationList }, example: examples.list }), async (request) => {
    const session = await requireSession(app.db, request.params.id, request.reach)
    return { items: await listConfirmations(app.db, session.id), nextCursor: null }
  })

  app.post('/sessions/:id/confirmations', operation({ id: 'createConfirmations', tag, summary: 'Ask holders to confirm what was recorded of them', description: 'By mail where an address is known; else the secret of the link is in the answer, once.', access: may.writeDialogue, params: idParams, body: ConfirmationsCreate, response: { 201: ConfirmationsMade }, example: examples.create }), async (request, reply) => {
    await write(request, reply, async (tx) => {
      const items = await askForConfirmation(tx, request, request.params.id, request.body)
      return { status: 201, body: { items, nextCursor: null }, replayBody: { items: items.map((item) => ({ ...item, secret: '' })), nextCursor: null }, location: `/api/v1/sessions/${request.params.id}/confirmations` }
    })
    app.jobs.wake()
  })

  app.get('/confirmation', operation({ ...linked, id: 'getConfirmationSheet', summary: 'What a session recorded of the holder of a private link', description: withSecret, response: { 200: ConfirmationSheet }, example: examples.sheet }), async (request) =>
    sheetOf(app.db, await linkOf(app.db, request, 'confirmation')))

  app.post('/confirmation/answers', operation({ ...linked, id: 'answerConfirmation', summary: 'Confirm, correct or contest, as the holder of a private link', description: `${withSecret} Also after the session is closed; an answer may be changed by another one.`, body: ConfirmationAnswers, response: { 200: ConfirmationSheet }, example: examples.answer }), async (request, reply) => {
    const link = await linkOf(app.db, request, 'confirmation')
    return write(request, reply, async (tx) => {
      await answer(tx, request, link, request.body.answers)
      return { body: await sheetOf(tx, link) }
    })
  })

  app.get('/positions/:id/confirmations', operation({ id: 'listPositionTrail', tag, summary: 'What the holder said of a recorded position, and when', access: may.readDialogue, params: idParams, response: { 200: PositionTrail }, example: examples.trail }), async (request) => {
    const position = await requirePosition(app.db, request.params.id, request.reach)
    return { items: await listTrail(app.db, position.id), nextCursor: null }
  })
}
