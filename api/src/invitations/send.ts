import { type Db, schema } from '@convergence/db'
import { eq, inArray, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { record } from '../plugins/record.ts'
import { sessionErrors } from '../sessions/errors.ts'
import { requireChangeable } from './answers.ts'
import { listInvitations, requireInvitation } from './commands.ts'
import { invitationErrors } from './errors.ts'
import { makeLink, toldOf, writeChange, writeInvitation } from './letters-queue.ts'
import { lockSession, selectInvitations } from './queries.ts'
import { endOf } from './rules.ts'
import type { ChangeAnnounce, InvitationsSend } from './schemas.ts'

const { invitations } = schema

/** Writes the mails of the invitations: those not sent yet, and with `again` the others too. They leave by a job. */
export async function sendInvitations(tx: Db, request: FastifyRequest, sessionId: string, { ids, again, language }: z.output<typeof InvitationsSend>) {
  const session = await requireChangeable(tx, sessionId, request.reach)
  if (endOf(session) < new Date()) throw invitationErrors['session-over']()
  const chosen = (await selectInvitations(tx, sessionId, ids)).filter((row) => again || row.sentAt === null)
  if (ids && (await selectInvitations(tx, sessionId, ids)).length < new Set(ids).size) throw invitationErrors['invitation-not-found']()
  const reached = chosen.filter((row) => row.address !== '')
  const told = await toldOf(tx, session)
  for (const row of reached) await writeInvitation(tx, request, session, told, row, language)
  await markSent(tx, request, session.perimeterId, reached.map((row) => row.id))
  return { queued: reached.length, withoutAddress: chosen.length - reached.length, items: await listInvitations(tx, request, sessionId), nextCursor: null }
}

/** Writes to each who was invited by mail and does not know how the session stands now: a change, or that it is cancelled. */
export async function announceChange(tx: Db, request: FastifyRequest, sessionId: string, { language }: z.output<typeof ChangeAnnounce>) {
  const session = await lockSession(tx, sessionId, request.reach)
  if (!session) throw sessionErrors['session-not-found']()
  if (session.status === 'closed') throw sessionErrors['session-closed']()
  const untold = (await selectInvitations(tx, sessionId)).filter((row) => !row.told)
  if (untold.length === 0) throw invitationErrors['nothing-to-announce']()
  const told = await toldOf(tx, session)
  for (const row of untold) await writeChange(tx, request, session, told, row, language)
  await record(tx, request, { type: 'session.announced', objectId: sessionId, perimeterId: session.perimeterId, after: { sequence: session.calendarSequence, invitations: untold.length } })
  return { queued: untold.length, withoutAddress: 0, items: await listInvitations(tx, request, sessionId), nextCursor: null }
}

/** Makes a private link to be given by hand, where no mail goes. It is shown this once; links that were mailed go on working. */
export async function linkInvitation(tx: Db, request: FastifyRequest, sessionId: string, id: string) {
  const session = await requireChangeable(tx, sessionId, request.reach)
  if (endOf(session) < new Date()) throw invitationErrors['session-over']()
  const row = await requireInvitation(tx, sessionId, id)
  const link = await makeLink(tx, request, session, row)
  await markSent(tx, request, session.perimeterId, row.sentAt === null ? [id] : [])
  return link
}

async function markSent(tx: Db, request: FastifyRequest, perimeterId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.update(invitations).set({ sentAt: new Date(), version: sql`${invitations.version} + 1`, updatedAt: new Date() }).where(ids.length === 1 ? eq(invitations.id, ids[0] ?? '') : inArray(invitations.id, ids))
  await record(tx, request, ...ids.map((id) => ({ type: 'invitation.sent' as const, objectId: id, perimeterId })))
}
