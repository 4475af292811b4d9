import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, ne } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { invite } from '../invitations/commands.ts'
import { record } from '../plugins/record.ts'
import { within } from '../plugins/reach.ts'
import { createSession, requireSession } from '../sessions/commands.ts'
import type { SessionRow } from '../sessions/queries.ts'
import { findOpenPlan } from '../plans/commands.ts'
import { requireOpenActivity } from './commands.ts'
import { activityErrors } from './errors.ts'
import { findActivityHead } from './queries.ts'
import type { ActivitySessionCreate } from './schemas.parts.ts'

const { activitySessions, activityStakeholders, stakeholders } = schema

/** Plans a session of an activity, with its aim and level, and invites its audience; no mail leaves by this. */
export async function planSession(tx: Db, request: FastifyRequest, activityId: string, { invite: asks, ...body }: z.output<typeof ActivitySessionCreate>): Promise<SessionRow> {
  const head = await requireOpenActivity(tx, activityId, request.reach)
  if (head.status === 'cancelled') throw activityErrors['activity-cancelled']()
  // Absent fields are typed as present: their columns have a default.
  const aim = (body.aim as string | undefined) ?? head.objective.slice(0, 2000)
  const session = await createSession(tx, request, { summary: '', internalNote: '', ...body, title: body.title ?? head.title, aim, perimeterId: head.perimeterId, engagementLevel: head.engagementLevel })
  await tx.insert(activitySessions).values({ sessionId: session.id, activityId })
  await record(tx, request, { type: 'activity.session-attached', objectId: activityId, perimeterId: head.perimeterId, after: { sessionId: session.id } })
  const ids = asks ? await audienceOf(tx, request, activityId) : []
  for (let i = 0; i < ids.length; i += 500) await invite(tx, request, session.id, { stakeholderIds: ids.slice(i, i + 500), role: 'participant' })
  return requireSession(tx, session.id, request.reach)
}

/** The organisations and groups of an audience, within reach. */
async function audienceOf(tx: Db, request: FastifyRequest, activityId: string): Promise<string[]> {
  const rows = await tx.select({ id: stakeholders.id }).from(activityStakeholders).innerJoin(stakeholders, and(eq(stakeholders.id, activityStakeholders.stakeholderId), isNull(stakeholders.deletedAt), ne(stakeholders.kind, 'person'), ne(stakeholders.status, 'archived'), within(stakeholders.perimeterId, request.reach)))
    .where(eq(activityStakeholders.activityId, activityId)).orderBy(stakeholders.searchName, stakeholders.id)
  return rows.map((row) => row.id)
}

/** Gives a session to an activity, to another one, or to none. Neither plan may be closed. */
export async function moveSession(tx: Db, request: FastifyRequest, sessionId: string, activityId: string | null): Promise<SessionRow> {
  const session = await requireSession(tx, sessionId, request.reach)
  const [link] = await tx.select().from(activitySessions).where(eq(activitySessions.sessionId, sessionId)).for('update')
  if (link?.activityId === (activityId ?? undefined)) return session
  const former = link ? await findActivityHead(tx, link.activityId, 'all') : null
  if (former) await findOpenPlan(tx, former.planId, 'all')
  const next = activityId ? await findActivityHead(tx, activityId, request.reach) : null
  if (activityId && !next) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/activityId', code: 'unknown', message: 'unknown activity' }] })
  if (next) await findOpenPlan(tx, next.planId, 'all')
  if (activityId) await tx.insert(activitySessions).values({ sessionId, activityId }).onConflictDoUpdate({ target: activitySessions.sessionId, set: { activityId } })
  else await tx.delete(activitySessions).where(eq(activitySessions.sessionId, sessionId))
  await record(tx, request,
    ...(former ? [{ type: 'activity.session-detached' as const, objectId: former.id, perimeterId: former.perimeterId, before: { sessionId } }] : []),
    ...(next ? [{ type: 'activity.session-attached' as const, objectId: next.id, perimeterId: next.perimeterId, after: { sessionId } }] : []))
  return requireSession(tx, sessionId, request.reach)
}
