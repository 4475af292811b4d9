import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { linkedAuthor } from '../scores/author.ts'
import { giveScores } from '../scores/commands.ts'
import { examples as scoreExamples } from '../scores/examples.ts'
import { LinkedScores } from '../scores/schemas.ts'
import { examples } from './examples.ts'
import { createLink, finishLinked, raterOfLink, revokeLink } from './link.ts'
import { LinkedFinish, partParams, RaterLink, RaterLinkCreate, RoundSheet } from './schemas.parts.ts'
import { sheetOf } from './sheet.ts'

const link = '/rounds/:id/raters/:partId/link'
const withSecret = 'Sent with `Authorization: Link ` and the secret of a private link, which stands in no address. 401 link-refused when it is unknown, revoked or expired.'
const linked = { tag: 'scoring', access: may.public, problems: [401] as const }

/** Private links: staff make and revoke them; who holds one scores without an account. */
export async function linkRoutes(app: App): Promise<void> {
  app.post(link, operation({ id: 'createRaterLink', tag: 'rounds', summary: 'Make a private link for a rater without account', description: 'Shown once; the link made before stops working.', access: may.writeMap, params: partParams, body: RaterLinkCreate, response: { 201: RaterLink }, example: examples.link }), (request, reply) =>
    write(request, reply, async (tx) => {
      const made = await createLink(tx, request, request.params.id, request.params.partId, request.body.expiresInDays)
      return { status: 201, body: made, replayBody: { ...made, secret: '' }, location: `/api/v1/rounds/${request.params.id}/raters/${request.params.partId}` }
    }))

  app.delete(link, operation({ id: 'revokeRaterLink', tag: 'rounds', summary: 'Make a private link stop working at once', access: may.writeMap, params: partParams, response: { 204: z.null() }, versioned: false, example: examples.revoke }), (request, reply) =>
    write(request, reply, async (tx) => {
      await revokeLink(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))

  app.get('/scoring/sheet', operation({ ...linked, id: 'getLinkedSheet', summary: 'What the rater of a private link is asked, and has answered', description: withSecret, response: { 200: RoundSheet }, example: examples.linkedSheet }), async (request) => {
    const rater = await raterOfLink(app.db, request)
    return sheetOf(app.db, rater.roundId, rater.id)
  })

  app.post('/scoring/scores', operation({ ...linked, id: 'giveLinkedScores', summary: 'Answer as the rater of a private link', description: withSecret, body: LinkedScores, response: { 200: RoundSheet }, example: { ...scoreExamples.linked, as: 'link' } }), async (request, reply) => {
    const rater = await raterOfLink(app.db, request)
    return write(request, reply, async (tx) => {
      await giveScores(tx, request, linkedAuthor(rater), request.body.scores.map((s) => ({ ...s, roundId: rater.roundId })), (i) => `/scores/${i}`)
      return { body: await sheetOf(tx, rater.roundId, rater.id) }
    })
  })

  app.post('/scoring/finish', operation({ ...linked, id: 'finishLinkedScoring', summary: 'Say, as the rater of a private link, that nothing is to be added', description: withSecret, body: LinkedFinish, response: { 200: RoundSheet }, example: examples.linkedFinish }), async (request, reply) => {
    const rater = await raterOfLink(app.db, request)
    return write(request, reply, async (tx) => {
      await finishLinked(tx, request, rater, request.body.finished)
      return { body: await sheetOf(tx, rater.roundId, rater.id) }
    })
  })
}
