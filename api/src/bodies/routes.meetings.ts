import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { pageFrom } from '../plugins/keyset.ts'
import { operation } from '../plugins/operation.ts'
import { idParams } from '../schemas.ts'
import { requireBody } from './commands.ts'
import { examples } from './examples.ts'
import { listDecisions, listMeetings, readMeeting } from './queries.meetings.ts'
import { DecisionPage, DecisionQuery, MeetingAttendance, MeetingPage, MeetingQuery, partParams } from './schemas.parts.ts'

const tag = 'bodies'

/** When a body met, with which quorum, and what it decided. */
export function bodyMeetingRoutes(app: App): void {
  app.get('/bodies/:id/meetings', operation({ id: 'listBodyMeetings', tag, summary: 'Sessions at which a body met or is to meet, each with its quorum', access: may.readDialogue, params: idParams, query: MeetingQuery, response: { 200: MeetingPage }, example: examples.meetings }), async (request, reply) => {
    await requireBody(app.db, request.params.id, request.reach)
    return pageFrom(await listMeetings(app.db, request.params.id, request.query, request.reach, app.config.secret), request.query, request, reply)
  })

  app.get('/bodies/:id/meetings/:partId', operation({ id: 'getBodyMeeting', tag, summary: 'Who counts for the quorum of a meeting', description: 'The members in their seats on that day. People count up to the seats that their stakeholder holds; one that is represented counts when a member who came speaks for it.', access: may.readDialogue, params: partParams, response: { 200: MeetingAttendance }, example: examples.meeting }), async (request) => {
    await requireBody(app.db, request.params.id, request.reach)
    return readMeeting(app.db, request.params.id, request.params.partId, request.reach)
  })

  app.get('/bodies/:id/decisions', operation({ id: 'listBodyDecisions', tag, summary: 'What a body decided on points, and the minutes, plans and editions that it approved', access: may.readDialogue, params: idParams, query: DecisionQuery, response: { 200: DecisionPage }, example: examples.decisions }), async (request, reply) => {
    await requireBody(app.db, request.params.id, request.reach)
    return pageFrom(await listDecisions(app.db, request.params.id, request.query, request.reach, app.config.secret), request.query, request, reply)
  })
}
