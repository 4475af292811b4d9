import { type Db, schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { findBody } from '../bodies/queries.ts'
import { requireQuorum } from '../bodies/quorum.ts'
import { commonErrors } from '../errors.ts'
import { within } from '../plugins/reach.ts'
import { currentDay } from '../solicitations/commands.ts'
import { planErrors } from './errors.ts'
import type { PlanAdopt } from './schemas.ts'

const { sessions } = schema
const unknown = (pointer: string) => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown id' }] })

/** Refuses an adoption that did not take place: a day to come or before its meeting, a meeting that the body did not hold, a body without its quorum. */
export async function requireAdoption(tx: Db, request: FastifyRequest, { on, bodyId, sessionId }: z.output<typeof PlanAdopt>): Promise<void> {
  if (on > (await currentDay(tx))) throw planErrors['plan-adoption-in-future']({ errors: [{ pointer: '/on', code: 'future', message: 'in the future' }] })
  if (!bodyId) {
    if (sessionId) throw planErrors['plan-adoption-without-body']({ errors: [{ pointer: '/bodyId', code: 'required', message: 'a body' }] })
    return
  }
  if (!(await findBody(tx, bodyId, request.reach))) throw unknown('/bodyId')
  if (sessionId && (await tx.$count(sessions, and(eq(sessions.id, sessionId), isNull(sessions.deletedAt), within(sessions.perimeterId, request.reach)))) === 0) throw unknown('/sessionId')
  const { day } = await requireQuorum(tx, bodyId, sessionId ?? null)
  if (day !== null && on < day) throw planErrors['plan-adoption-before-meeting']({ params: { day }, errors: [{ pointer: '/on', code: 'order', message: 'before the meeting' }] })
}
