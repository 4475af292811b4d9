import { type Db, demoId, schema } from '@convergence/db'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { may, type Reach } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { languageOf } from '../plugins/language.ts'
import { within } from '../plugins/reach.ts'
import { operation } from '../plugins/operation.ts'
import { siteOf } from '../plugins/site.ts'
import { idParams } from '../schemas.ts'
import { requirePlan } from '../plans/commands.ts'
import { requireSession } from '../sessions/commands.ts'
import { calendarOfPlan } from './plan-file.ts'
import { calendarOf } from './session-file.ts'

const { activities, activitySessions, sessions } = schema
const CalendarFile = z.string().meta({ description: 'An iCalendar file (RFC 5545)' })
const description = 'One event with a stable UID; its SEQUENCE grows with each change of time, place, video link or status.'

export async function calendarRoutes(app: App): Promise<void> {
  app.get('/sessions/:id/calendar.ics', operation({ id: 'getSessionCalendar', tag: 'sessions', summary: 'The calendar file of a session', description, access: may.readDialogue, params: idParams, response: { 200: CalendarFile }, produces: 'text/calendar', example: { params: { id: demoId('session', 'seance-suivante') } } }), async (request, reply) => {
    const session = await requireSession(app.db, request.params.id, request.reach)
    const text = calendarOf(session, { locale: languageOf(request), url: `${siteOf(app)}/dialogue/seances/${session.id}` })
    return reply.type('text/calendar; charset=utf-8').header('content-disposition', `attachment; filename="${session.reference}.ics"`).send(text)
  })

  app.get('/plans/:id/calendar.ics', operation({ id: 'getPlanCalendar', tag: 'plans', summary: 'The calendar of a plan: its activities and their sessions', description: 'Activities are events of whole days, sessions have their hour; UIDs are stable, so that the file taken again moves what moved.', access: may.readDialogue, params: idParams, response: { 200: CalendarFile }, produces: 'text/calendar', example: { params: { id: demoId('plan', 'plan-2026') } } }), async (request, reply) => {
    const plan = await requirePlan(app.db, request.params.id, request.reach)
    const text = calendarOfPlan(plan, await activitiesOf(app.db, plan.id, request.reach), await sessionsOf(app.db, plan.id, request.reach), { locale: languageOf(request), site: siteOf(app) })
    return reply.type('text/calendar; charset=utf-8').header('content-disposition', `attachment; filename="${plan.reference}.ics"`).send(text)
  })
}

const activitiesOf = (db: Db, planId: string, reach: Reach) =>
  db.select().from(activities).where(and(eq(activities.planId, planId), isNull(activities.deletedAt), within(activities.perimeterId, reach))).orderBy(asc(activities.startsOn), asc(activities.id))

async function sessionsOf(db: Db, planId: string, reach: Reach) {
  const rows = await db.select({ session: sessions }).from(sessions).innerJoin(activitySessions, eq(activitySessions.sessionId, sessions.id)).innerJoin(activities, eq(activities.id, activitySessions.activityId))
    .where(and(eq(activities.planId, planId), isNull(activities.deletedAt), isNull(sessions.deletedAt), within(activities.perimeterId, reach), within(sessions.perimeterId, reach))).orderBy(asc(sessions.startsAt), asc(sessions.id))
  return rows.map((row) => row.session)
}
