import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { requireRound } from '../rounds/commands.ts'
import { requireOwnFirst } from '../rounds/sheet.ts'
import { viewerOf } from '../rounds/viewer.ts'
import { idParams } from '../schemas.ts'
import { authorOf } from './author.ts'
import { giveScores, requireScore, restoreScore, withdrawScore } from './commands.ts'
import { examples } from './examples.ts'
import { namingOf, seenBy } from './naming.ts'
import { listScores } from './queries.ts'
import { Score, ScoreBatch, ScoreCreate, ScoreList, ScoreListQuery, ScorePage } from './schemas.ts'

const tag = 'scores'
const refusals = 'Refused with a code of its own when the value is off the scale, the round is not open, or the rater, criterion or stakeholder is not part of it.'

export async function scoresRoutes(app: App): Promise<void> {
  app.get('/scores', operation({ id: 'listScores', tag, summary: 'Scores, the latest first, one page', description: 'Those of an open round are shown only when `roundId` names it, and not to a rater of it who has not finished (409 score-first); one’s own always. Who gave a score is told to administrators, staff, facilitators and integrators; others read in which capacity it was given, and their own whole.', access: may.readMap, query: ScoreListQuery, response: { 200: ScorePage }, problems: [404, 409], example: examples.list }), async (request, reply) => {
    const viewer = viewerOf(request)
    const { roundId, raterId } = request.query
    if (roundId) {
      const round = await requireRound(app.db, roundId, viewer)
      if (!round.mine || raterId !== round.mine.raterId) requireOwnFirst(round)
    }
    const naming = namingOf(request)
    const rows = await listScores(app.db, request.query, viewer, naming, app.config.secret)
    return pageFrom(rows.map((row) => seenBy(naming, row)), request.query, request, reply)
  })

  app.post('/scores', operation({ id: 'createScore', tag, summary: 'Give a score', description: `Append-only: a later score of the same voice takes the place of the earlier one. ${refusals}`, access: may.score, body: ScoreCreate, response: { 201: Score }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => {
      const [row] = await giveScores(tx, request, authorOf(request), [request.body], () => '')
      return { status: 201, body: row, version: row?.version ?? 1, location: `/api/v1/scores/${row?.id}` }
    }))

  app.post('/scores/batch', operation({ id: 'batchScores', tag, summary: 'Give up to 500 scores, all or none', description: refusals, access: may.score, body: ScoreBatch, response: { 201: ScoreList }, example: examples.batch }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: { items: await giveScores(tx, request, authorOf(request), request.body.scores, (i) => `/scores/${i}`), nextCursor: null } })))

  app.get('/scores/:id', operation({ id: 'getScore', tag, summary: 'One score', access: may.readMap, params: idParams, response: { 200: Score }, example: examples.one }), async (request, reply) =>
    sendVersioned(request, reply, seenBy(namingOf(request), await requireScore(app.db, request.params.id, authorOf(request)))))

  app.post('/scores/:id/withdraw', operation({ id: 'withdrawScore', tag, summary: 'Take back a score given by mistake', description: 'The row stays; every computation leaves it out.', access: may.score, params: idParams, response: { 200: Score }, example: examples.withdraw }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await withdrawScore(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))

  app.post('/scores/:id/restore', operation({ id: 'restoreScore', tag, summary: 'Undo a withdrawal', access: may.score, params: idParams, response: { 200: Score }, example: examples.restore }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await restoreScore(tx, request, request.params.id)
      return { body: row, version: row.version }
    }))
}
