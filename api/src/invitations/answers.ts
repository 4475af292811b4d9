import { type Db, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Reach } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { sessionErrors } from '../sessions/errors.ts'
import { invitationErrors } from './errors.ts'
import { writeLapsedProxy, writeSeatFree } from './letters-queue.ts'
import { firstWaiting, invitationOf, type InvitationRow, type LockedSession, lockSession, seatsTaken, selectInvitations } from './queries.ts'
import { type AnswerWord, endOf, placeFor, refusalOf } from './rules.ts'

const { invitations } = schema

export interface Answer { status?: AnswerWord | undefined; proxyId?: string | undefined; note?: string | undefined }

/** The session whose invitations may change, locked until the transaction ends: neither closed nor cancelled. */
export async function requireChangeable(tx: Db, id: string, reach: Reach): Promise<LockedSession> {
  const session = await lockSession(tx, id, reach)
  if (!session) throw sessionErrors['session-not-found']()
  if (session.status === 'closed') throw sessionErrors['session-closed']()
  if (session.status === 'cancelled') throw sessionErrors['session-cancelled']()
  return session
}

/**
 * Keeps the answer to an invitation, of the invited or on their behalf, within the lock of the session: who registers gets a
 * seat or a place in the queue; a seat that this frees goes to the first who waits. Who changes their mind loses their place.
 */
export async function giveAnswer(tx: Db, request: FastifyRequest, session: LockedSession, before: InvitationRow, answer: Answer): Promise<InvitationRow> {
  const word = answer.status ?? (before.status === 'waitlisted' ? 'registered' : before.status)
  const proxyId = word === 'represented' ? (answer.proxyId ?? before.proxyId) : null
  const proxy = proxyId ? await invitationOf(tx, session.id, proxyId) : null
  const refusal = refusalOf({ over: endOf(session) < new Date(), from: before, answer: word, proxyId, proxy, represents: before.represents })
  if (refusal) throw invitationErrors[refusal](refusal === 'session-over' ? {} : { errors: [{ pointer: '/proxyId', code: refusal, message: refusal }] })
  const change = await changeOf(tx, session, before, word)
  await tx.update(invitations).set({ ...change, proxyId, ...(answer.note === undefined ? {} : { answerNote: answer.note }), version: sql`${invitations.version} + 1`, updatedAt: new Date() }).where(eq(invitations.id, before.id))
  const [row] = await selectInvitations(tx, session.id, [before.id])
  if (!row) throw invitationErrors['invitation-not-found']()
  if (row.status === 'apologised') await releaseRepresented(tx, request, session, row)
  if (before.status === 'registered' && row.status !== 'registered') await fillSeats(tx, request, session)
  return row
}

async function changeOf(tx: Db, session: LockedSession, before: InvitationRow, word: AnswerWord) {
  const same = word === before.status || (word === 'registered' && before.status === 'waitlisted')
  // The same answer again keeps its place, in the room or in the queue.
  if (same) return {}
  const answeredAt = word === 'invited' ? null : new Date()
  if (word !== 'registered') return { status: word, answeredAt, registeredAt: null }
  const status = placeFor({ role: before.role, seats: session.seats, taken: await seatsTaken(tx, session.id) })
  // The database's clock: two servers must not disagree on who came first.
  return { status, answeredAt, registeredAt: sql`clock_timestamp()` }
}

/** Gives free seats to those who wait, in their order, and writes to each. */
export async function fillSeats(tx: Db, request: FastifyRequest, session: LockedSession): Promise<void> {
  if (session.status === 'cancelled' || session.status === 'closed') return
  for (;;) {
    if (session.seats !== null && (await seatsTaken(tx, session.id)) >= session.seats) return
    const id = await firstWaiting(tx, session.id)
    if (!id) return
    await tx.update(invitations).set({ status: 'registered', version: sql`${invitations.version} + 1`, updatedAt: new Date() }).where(eq(invitations.id, id))
    const [row] = await selectInvitations(tx, session.id, [id])
    if (!row) return
    await record(tx, request, { type: 'invitation.seated', objectId: id, perimeterId: session.perimeterId, before: { status: 'waitlisted' }, after: { status: 'registered' } })
    await writeSeatFree(tx, request, session, row)
  }
}

/** Those who gave their proxy to somebody who does not come are asked again. */
export async function releaseRepresented(tx: Db, request: FastifyRequest, session: LockedSession, proxy: InvitationRow): Promise<void> {
  const freed = await tx.update(invitations).set({ status: 'invited', proxyId: null, answeredAt: null, version: sql`${invitations.version} + 1`, updatedAt: new Date() })
    .where(and(eq(invitations.sessionId, session.id), eq(invitations.status, 'represented'), eq(invitations.proxyId, proxy.stakeholderId))).returning({ id: invitations.id })
  if (freed.length === 0) return
  for (const row of await selectInvitations(tx, session.id, freed.map((f) => f.id))) {
    await record(tx, request, { type: 'invitation.released', objectId: row.id, perimeterId: session.perimeterId, before: { status: 'represented', proxyId: proxy.stakeholderId }, after: { status: 'invited', proxyId: null } })
    await writeLapsedProxy(tx, request, session, row, proxy.stakeholderName)
  }
}

/** Refuses fewer seats than are taken; more of them go to those who wait. Called once the session has them. */
export async function fitSeats(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const session = await lockSession(tx, id, 'all')
  if (!session) return
  const registered = await seatsTaken(tx, id)
  if (session.seats !== null && registered > session.seats) throw invitationErrors['seats-below-registered']({ params: { registered }, errors: [{ pointer: '/seats', code: 'below_registered', message: `< ${registered}` }] })
  await fillSeats(tx, request, session)
}

