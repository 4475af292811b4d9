import { z } from 'zod'
import { calendarOf } from '../calendar/session-file.ts'
import { sendFile } from '../files/store.ts'
import { linkOf } from '../links/links.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { languageOf } from '../plugins/language.ts'
import { operation } from '../plugins/operation.ts'
import { siteOf } from '../plugins/site.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { forParticipants, requireDocument } from '../sessions/documents.ts'
import { fileResponse } from '../files/schemas.ts'
import { examples } from './examples.ts'
import { INVITATION_PATH } from './letters-queue.ts'
import { answerLinked, linkedInvitation, linkedSession } from './linked.ts'
import { LinkedAnswer, LinkedInvitation } from './schemas.linked.ts'

const description = 'Sent with `Authorization: Link ` and the secret of a private link, which stands in no address. 401 link-refused when it is unknown, revoked or expired.'
const linked = { tag: 'invitation', access: may.public, problems: [401] as const, description }

/** The page of the invited: who holds the private link reads and answers without an account. */
export async function linkedRoutes(app: App): Promise<void> {
  app.get('/invitation', operation({ ...linked, id: 'getLinkedInvitation', summary: 'The invitation of a private link', response: { 200: LinkedInvitation }, example: examples.linked }), async (request) =>
    linkedInvitation(app.db, await linkOf(app.db, request, 'invitation')))

  app.post('/invitation/answer', operation({ ...linked, id: 'answerLinkedInvitation', summary: 'Answer as the invited of a private link', description: `${description} Who registers beyond the seats is put on the waiting list.`, body: LinkedAnswer, response: { 200: LinkedInvitation }, example: examples.answer }), async (request, reply) => {
    const link = await linkOf(app.db, request, 'invitation')
    return write(request, reply, async (tx) => ({ body: await answerLinked(tx, request, link, request.body) }))
  })

  app.get('/invitation/calendar.ics', operation({ ...linked, id: 'getLinkedCalendar', summary: 'The calendar file of the session of a private link', response: { 200: z.string() }, produces: 'text/calendar', example: examples.linked }), async (request, reply) => {
    const session = await linkedSession(app.db, await linkOf(app.db, request, 'invitation'))
    const text = calendarOf(session, { locale: languageOf(request), url: `${siteOf(app)}${INVITATION_PATH}` })
    return reply.type('text/calendar; charset=utf-8').header('content-disposition', `attachment; filename="${session.reference}.ics"`).send(text)
  })

  app.get('/invitation/documents/:id', operation({ ...linked, id: 'downloadLinkedDocument', summary: 'The bytes of a document for participants, by a private link', params: idParams, response: fileResponse, example: examples.document }), async (request, reply) => {
    const session = await linkedSession(app.db, await linkOf(app.db, request, 'invitation'))
    return sendFile(app.db, reply, await requireDocument(app.db, session.id, request.params.id, forParticipants))
  })
}
