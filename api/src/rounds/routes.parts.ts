import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { requireRound } from './commands.ts'
import { examples } from './examples.ts'
import { addMembers, listMembers, removeMember } from './members.ts'
import { addRaters, listRaters, patchRater, removeRater, requireRater } from './raters.ts'
import { remind } from './reminders.ts'
import { candidatesFor } from './new-raters.ts'
import { CandidateQuery, memberParams, partParams, RaterCandidates, RemindersCreate, RemindersMade, RoundRater, RoundRaterList, RoundRaterPatch, RoundRatersCreate, RoundStakeholderAdd, RoundStakeholderAdded, RoundStakeholderPage, RoundStakeholderQuery } from './schemas.parts.ts'
import { viewerOf } from './viewer.ts'

const tag = 'rounds'
const raters = '/rounds/:id/raters'
const members = '/rounds/:id/stakeholders'

/** Who is scored in a round, and by whom. */
export async function partRoutes(app: App): Promise<void> {
  app.get(members, operation({ id: 'listRoundStakeholders', tag, summary: 'The stakeholders that a round scores, one page', access: may.readMap, params: idParams, query: RoundStakeholderQuery, response: { 200: RoundStakeholderPage }, example: examples.members }), async (request, reply) => {
    const round = await requireRound(app.db, request.params.id, viewerOf(request))
    return pageFrom(await listMembers(app.db, round.id, request.query, app.config.secret), request.query, request, reply)
  })

  app.post(members, operation({ id: 'addRoundStakeholders', tag, summary: 'Add stakeholders by id, or all that the filters of the register leave', description: 'Those that are in already stay as they are. At most 2,000 in a round.', access: may.writeMap, params: idParams, body: RoundStakeholderAdd, response: { 200: RoundStakeholderAdded }, example: examples.addMembers }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await addMembers(tx, request, request.params.id, request.body) })))

  app.delete(`${members}/:stakeholderId`, operation({ id: 'removeRoundStakeholder', tag, summary: 'Take out a stakeholder that nobody has scored', access: may.writeMap, params: memberParams, response: { 204: z.null() }, versioned: false, example: examples.removeMember }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeMember(tx, request, request.params.id, request.params.stakeholderId)
      return { status: 204 }
    }))

  app.get(raters, operation({ id: 'listRoundRaters', tag, summary: 'The raters of a round, each with how far they have come', access: may.readMap, params: idParams, response: { 200: RoundRaterList }, example: examples.raters }), async (request) =>
    ({ items: await listRaters(app.db, await requireRound(app.db, request.params.id, viewerOf(request))), nextCursor: null }))

  app.post(raters, operation({ id: 'addRoundRaters', tag, summary: 'Ask people to score, all or none', access: may.writeMap, params: idParams, body: RoundRatersCreate, response: { 201: RoundRaterList }, example: examples.addRaters }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: { items: await addRaters(tx, request, request.params.id, request.body), nextCursor: null } })))

  app.get('/rounds/:id/candidates', operation({ id: 'listRaterCandidates', tag, summary: 'Accounts that may be asked to score, at most 50', access: may.writeMap, params: idParams, query: CandidateQuery, response: { 200: RaterCandidates }, example: examples.raters }), async (request) =>
    ({ items: await candidatesFor(app.db, (await requireRound(app.db, request.params.id, { reach: request.reach, userId: null })).id, request.query.q), nextCursor: null }))

  app.get(`${raters}/:partId`, operation({ id: 'getRoundRater', tag, summary: 'One rater', access: may.readMap, params: partParams, response: { 200: RoundRater }, example: examples.rater }), async (request, reply) =>
    sendVersioned(request, reply, await requireRater(app.db, await requireRound(app.db, request.params.id, viewerOf(request)), request.params.partId)))

  app.patch(`${raters}/:partId`, operation({ id: 'updateRoundRater', tag, summary: 'Rename a rater, or keep that they have finished', description: 'Raters with an account say for themselves that they have finished.', access: may.score, params: partParams, body: RoundRaterPatch, response: { 200: RoundRater }, example: examples.patchRater }), (request, reply) =>
    write(request, reply, async (tx) => {
      const row = await patchRater(tx, request, request.params.id, request.params.partId, request.body)
      return { body: row, version: row.version }
    }))

  app.delete(`${raters}/:partId`, operation({ id: 'removeRoundRater', tag, summary: 'Take back the question from somebody who has not scored', access: may.writeMap, params: partParams, response: { 204: z.null() }, example: examples.rater }), (request, reply) =>
    write(request, reply, async (tx) => {
      await removeRater(tx, request, request.params.id, request.params.partId)
      return { status: 204 }
    }))

  app.post('/rounds/:id/reminders', operation({ id: 'remindRaters', tag, summary: 'Remind raters who have not finished', description: 'It stands on their first screen, and goes by mail to whom an address is known; a rater without account gets a new private link, after which the former works no more.', access: may.writeMap, params: idParams, body: RemindersCreate, response: { 200: RemindersMade }, example: examples.remind }), (request, reply) =>
    write(request, reply, async (tx) => ({ body: await remind(tx, request, request.params.id, request.body) })))
}
