import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { findBody } from '../bodies/queries.ts'
import { commonErrors } from '../errors.ts'
import { within } from '../plugins/reach.ts'
import { planErrors } from './errors.ts'
import type { PlanAdopt } from './schemas.ts'

const { sessions } = schema

/** Refuses an adoption that did not take place: a day to come, a meeting that the body did not hold, a body without quorum. */
export async function requireAdoption(tx: Db, request: FastifyRequest, { on, bodyId, sessionId }: z.output<typeof PlanAdopt>): Promise<void> {
  const [now] = (await tx.execute<{ today: string }>(sql`select (now() at time zone 'Europe/Paris')::date::text as today`)).rows
  if (on > (now?.today ?? '')) throw planErrors['plan-adoption-in-future']({ errors: [{ pointer: '/on', code: 'future', message: 'in the future' }] })
  if (!bodyId) {
    if (sessionId) throw planErrors['plan-adoption-without-body']({ errors: [{ pointer: '/bodyId', code: 'required', message: 'a body' }] })
    return
  }
  const body = await findBody(tx, bodyId, request.reach)
  if (!body) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/bodyId', code: 'unknown', message: 'unknown body' }] })
  if (!sessionId) {
    if (body.quorumPercent !== null) throw planErrors['plan-adoption-without-meeting']({ errors: [{ pointer: '/sessionId', code: 'required', message: 'the body has a quorum' }] })
    return
  }
  const held = sql`${sessions.status} in ('open', 'closed') and (${sessions.startsAt} at time zone ${sessions.timeZone})::date <= ${on}`
  if ((await tx.$count(sessions, and(eq(sessions.id, sessionId), eq(sessions.bodyId, bodyId), isNull(sessions.deletedAt), within(sessions.perimeterId, request.reach), held))) === 0) {
    throw planErrors['plan-adoption-meeting-invalid']({ errors: [{ pointer: '/sessionId', code: 'invalid', message: 'not a meeting of the body' }] })
  }
}
