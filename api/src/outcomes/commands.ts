import { type Db, schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { within } from '../plugins/reach.ts'
import { record } from '../plugins/record.ts'
import { requirePoint } from '../points/commands.ts'
import { pointsExist } from '../points/queries.ts'
import { dayIn } from '../positions/rules.ts'
import { outcomeErrors } from './errors.ts'
import { findOutcome, insertOutcome, type OutcomeRow, updateOutcome } from './queries.ts'
import type { OutcomeCreate, OutcomePatch } from './schemas.ts'

/** The outcome, or a 404 that does not tell absent from out of reach. */
export async function requireOutcome(db: Db, id: string, reach: Reach): Promise<OutcomeRow> {
  const row = await findOutcome(db, id, reach)
  if (!row) throw outcomeErrors['outcome-not-found']()
  return row
}

/** Records what became of a point, in the perimeter of the point; the former outcome stays. */
export async function createOutcome(tx: Db, request: FastifyRequest, body: z.output<typeof OutcomeCreate>): Promise<OutcomeRow> {
  if (!(await pointsExist(tx, [body.pointId], request.reach))) throw unknown('/pointId')
  const point = await requirePoint(tx, body.pointId, request.reach)
  await requireNamed(tx, body, request.reach)
  if (body.kind !== 'retained' && !body.reason?.trim()) throw outcomeErrors['outcome-reason-missing']({ errors: [{ pointer: '/reason', code: 'required', message: 'owed unless retained' }] })
  const today = dayIn(new Date())
  const decidedOn = body.decidedOn ?? today
  if (decidedOn > today) throw outcomeErrors['outcome-in-the-future']({ errors: [{ pointer: '/decidedOn', code: 'future', message: 'still to come' }] })
  const { userId, kind } = principalIn(request)
  const { pointId, statement, decidedBy } = body
  const id = await insertOutcome(tx, { ...present(body), pointId, kind: body.kind, statement, decidedBy, decidedOn, perimeterId: point.perimeterId, fictional: point.fictional, recordedBy: kind === 'user' ? userId : null })
  const row = await requireOutcome(tx, id, 'all')
  await record(tx, request, { type: 'outcome.created', objectId: id, perimeterId: row.perimeterId, after: row })
  return row
}

/** Changes when an outcome is looked at again, or says that it was. */
export async function patchOutcome(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof OutcomePatch>): Promise<OutcomeRow> {
  const before = await requireOutcome(tx, id, request.reach)
  requireMatch(request, before.version)
  if (before.withdrawnAt) throw outcomeErrors['outcome-withdrawn']()
  const { reviewed, ...own } = patch
  return save(tx, request, before, { ...present(own), ...(reviewed === undefined ? {} : { reviewedAt: reviewed ? new Date() : null }) }, 'outcome.updated')
}

/** Takes an outcome back as a mistake: it stays readable, and is no more what became of the point. */
export async function withdrawOutcome(tx: Db, request: FastifyRequest, id: string): Promise<OutcomeRow> {
  const before = await requireOutcome(tx, id, request.reach)
  if (before.withdrawnAt) throw outcomeErrors['outcome-withdrawn']()
  return save(tx, request, before, { withdrawnAt: new Date() }, 'outcome.withdrawn')
}

export async function restoreOutcome(tx: Db, request: FastifyRequest, id: string): Promise<OutcomeRow> {
  const before = await requireOutcome(tx, id, request.reach)
  if (!before.withdrawnAt) throw outcomeErrors['outcome-not-found']()
  return save(tx, request, before, { withdrawnAt: null }, 'outcome.restored')
}

async function save(tx: Db, request: FastifyRequest, before: OutcomeRow, change: Parameters<typeof updateOutcome>[2], type: `outcome.${string}`): Promise<OutcomeRow> {
  if (!(await updateOutcome(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireOutcome(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}

async function requireNamed(tx: Db, { bodyId, sessionId }: { bodyId?: string | null | undefined; sessionId?: string | null | undefined }, reach: Reach): Promise<void> {
  const { bodies, sessions } = schema
  // A national body decides for its regions: it is named whether or not it is within reach.
  if (bodyId && (await tx.$count(bodies, and(eq(bodies.id, bodyId), isNull(bodies.deletedAt)))) === 0) throw unknown('/bodyId')
  if (sessionId && (await tx.$count(sessions, and(eq(sessions.id, sessionId), isNull(sessions.deletedAt), within(sessions.perimeterId, reach)))) === 0) throw unknown('/sessionId')
}

const unknown = (pointer: string) => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown, or out of reach' }] })
