import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { findBody } from '../bodies/queries.ts'
import { commonErrors } from '../errors.ts'
import { fitSeats } from '../invitations/answers.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { settleSession } from '../room/closing.ts'
import { sessionErrors } from './errors.ts'
import { copyAgenda, takenFrom, templateNamed } from './from-template.ts'
import { findRemovedSession, findSession, findSessionHead, insertSession, type SessionHead, type SessionRow, updateSession, userExists } from './queries.ts'
import { isNews, mayBecome } from './rules.ts'
import type { SessionCreate, SessionPatch } from './schemas.ts'
import { hasPositions } from './tally.ts'

/** Plans a session. */
export async function createSession(tx: Db, request: FastifyRequest, body: z.output<typeof SessionCreate>): Promise<SessionRow> {
  requireReach(request, body.perimeterId)
  await requireFacilitator(tx, body.facilitatorId)
  await requireBodyNamed(tx, body.bodyId, request.reach)
  const { templateId, ...own } = body
  const template = await templateNamed(tx, templateId, request.reach)
  const { title, form, startsAt, perimeterId } = own
  const values = { ...takenFrom(template, startsAt), ...present(own), title, form, startsAt, perimeterId }
  requireOrder(startsAt, values.endsAt ?? null)
  const id = await insertSession(tx, { ...values, reference: await takeReference(tx) })
  await copyAgenda(tx, template, id)
  const row = await requireSession(tx, id, 'all')
  await record(tx, request, { type: 'session.created', objectId: id, perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names; a status moves only along its arrows. */
export async function patchSession(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof SessionPatch>): Promise<SessionRow> {
  const before = await requireSession(tx, id, request.reach)
  requireMatch(request, before.version)
  const status = patch.status ?? before.status
  if (!mayBecome(before.status, status)) throw sessionErrors['session-transition-refused']({ params: { from: before.status, to: status } })
  await requireFacilitator(tx, patch.facilitatorId)
  await requireBodyNamed(tx, patch.bodyId, request.reach)
  requireOrder(patch.startsAt ?? before.startsAt, patch.endsAt === undefined ? before.endsAt : patch.endsAt)
  if (status === 'closed' && before.status === 'open') await settleSession(tx, request, { ...before, reasonRule: patch.reasonRule ?? before.reasonRule })
  const change = { ...present(patch), ...(isNews(before, patch) ? { calendarSequence: before.calendarSequence + 1 } : {}) }
  const row = await save(tx, request, before, change, status === before.status ? 'session.updated' : `session.${status === 'planned' ? 'replanned' : status === 'open' ? 'opened' : status}`)
  if (patch.seats === undefined) return row
  await fitSeats(tx, request, id)
  return requireSession(tx, id, 'all')
}

/** Removes a session that nobody took a position at; `restoreSession` brings it back. */
export async function removeSession(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireSession(tx, id, request.reach)
  requireMatch(request, before.version)
  if (await hasPositions(tx, id)) throw sessionErrors['session-has-positions']()
  if (!(await updateSession(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'session.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreSession(tx: Db, request: FastifyRequest, id: string): Promise<SessionRow> {
  const before = await findRemovedSession(tx, id, request.reach)
  if (!before) throw sessionErrors['session-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'session.restored')
}

/** The session, or a 404 that does not tell absent from out of reach. */
export async function requireSession(db: Db, id: string, reach: Reach): Promise<SessionRow> {
  const row = await findSession(db, id, reach)
  if (!row) throw sessionErrors['session-not-found']()
  return row
}

/** The session whose agenda, invitations or attendance may change: neither closed nor cancelled. */
export async function requireEditable(tx: Db, id: string, reach: Reach): Promise<SessionHead> {
  const head = await findSessionHead(tx, id, reach)
  if (!head) throw sessionErrors['session-not-found']()
  if (head.status === 'closed') throw sessionErrors['session-closed']()
  if (head.status === 'cancelled') throw sessionErrors['session-cancelled']()
  return head
}

function requireOrder(startsAt: Date, endsAt: Date | null): void {
  if (endsAt && endsAt < startsAt) throw sessionErrors['session-ends-before-start']({ errors: [{ pointer: '/endsAt', code: 'before_start', message: 'endsAt < startsAt' }] })
}

async function requireFacilitator(tx: Db, id: string | null | undefined): Promise<void> {
  if (id && !(await userExists(tx, id))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/facilitatorId', code: 'unknown', message: 'unknown user' }] })
}

async function requireBodyNamed(tx: Db, id: string | null | undefined, reach: Reach): Promise<void> {
  if (id && !(await findBody(tx, id, reach))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/bodyId', code: 'unknown', message: 'unknown body' }] })
}

async function save(tx: Db, request: FastifyRequest, before: SessionRow, change: Parameters<typeof updateSession>[2], type: `session.${string}`): Promise<SessionRow> {
  if (!(await updateSession(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireSession(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
