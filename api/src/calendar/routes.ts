import { demoId } from '@convergence/db'
import { z } from 'zod'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { languageOf } from '../plugins/language.ts'
import { operation } from '../plugins/operation.ts'
import { siteOf } from '../plugins/site.ts'
import { idParams } from '../schemas.ts'
import { requireSession } from '../sessions/commands.ts'
import { calendarOf } from './session-file.ts'

const CalendarFile = z.string().meta({ description: 'An iCalendar file (RFC 5545) of one event' })
const description = 'One event with a stable UID; its SEQUENCE grows with each change of time, place, video link or status.'

export async function calendarRoutes(app: App): Promise<void> {
  app.get('/sessions/:id/calendar.ics', operation({ id: 'getSessionCalendar', tag: 'sessions', summary: 'The calendar file of a session', description, access: may.readDialogue, params: idParams, response: { 200: CalendarFile }, produces: 'text/calendar', example: { params: { id: demoId('session', 'seance-suivante') } } }), async (request, reply) => {
    const session = await requireSession(app.db, request.params.id, request.reach)
    const text = calendarOf(session, { locale: languageOf(request), url: `${siteOf(app)}/dialogue/seances/${session.id}` })
    return reply.type('text/calendar; charset=utf-8').header('content-disposition', `attachment; filename="${session.reference}.ics"`).send(text)
  })
}
