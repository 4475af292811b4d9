import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { revokeFormer } from '../links/links.ts'
import { addressFor, keptReach } from '../plugins/kept.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { requireMandate, requireStakeholders } from '../sessions/participants.ts'
import { fillSeats, giveAnswer, releaseRepresented, requireChangeable } from './answers.ts'
import { invitationErrors } from './errors.ts'
import { inviteesOf } from './invitees.ts'
import { type InvitationRow, selectInvitations, spokespersonsOf } from './queries.ts'
import { placeFor } from './rules.ts'
import { seatsTaken } from './queries.ts'
import type { InvitationPatch, InvitationsCreate } from './schemas.ts'

const { invitations } = schema

/** Who was asked to come, by name; addresses only for whom may see them. */
export async function listInvitations(db: Db, request: FastifyRequest, sessionId: string) {
  const contacts = keptReach(request)
  return (await selectInvitations(db, sessionId)).map((row) => shown(row, contacts))
}

/** With the perimeter of the session, which is not told: by it the note of the answer is kept from readers. */
const shown = ({ sessionPerimeterId, ...row }: InvitationRow, contacts: ReturnType<typeof keptReach>) => ({ ...row, perimeterId: sessionPerimeterId, hasAddress: row.address !== '', address: addressFor(contacts, row.addressPerimeterId, row.address) })
export const shownTo = (request: FastifyRequest, row: InvitationRow) => shown(row, keptReach(request))

export async function requireInvitation(db: Db, sessionId: string, id: string): Promise<InvitationRow> {
  const [row] = await selectInvitations(db, sessionId, [id])
  if (!row) throw invitationErrors['invitation-not-found']()
  return row
}

/** What the journal keeps of an invitation: not the address. */
export const audited = ({ id, stakeholderId, mandateId, status, role, proxyId, answerNote, answeredAt, sentAt }: InvitationRow): Record<string, unknown> => ({ id, stakeholderId, mandateId, status, role, proxyId, answerNote, answeredAt, sentAt })

/** Invites many at once, each through its spokesperson on the day unless a mandate is named; who is invited already stays as it is. */
export async function invite(tx: Db, request: FastifyRequest, sessionId: string, body: z.output<typeof InvitationsCreate>) {
  const session = await requireChangeable(tx, sessionId, request.reach)
  const { invitees, pointer } = await inviteesOf(tx, request, body)
  await requireStakeholders(tx, invitees.map((i) => i.stakeholderId), request.reach, pointer)
  for (const one of invitees) await requireMandate(tx, session, one.stakeholderId, one.mandateId)
  const spokespersons = await spokespersonsOf(tx, session, invitees.filter((i) => i.mandateId === undefined).map((i) => i.stakeholderId))
  const rows = invitees.map(({ stakeholderId, mandateId, email = '', role = body.role }) => ({ sessionId, stakeholderId, mandateId: mandateId === undefined ? (spokespersons.get(stakeholderId) ?? null) : mandateId, email, role }))
  const made = rows.length === 0 ? [] : await tx.insert(invitations).values(rows).onConflictDoNothing().returning({ id: invitations.id })
  const after = made.length === 0 ? [] : await selectInvitations(tx, sessionId, made.map((m) => m.id))
  await record(tx, request, ...after.map((row) => ({ type: 'invitation.created' as const, objectId: row.id, perimeterId: session.perimeterId, after: audited(row) })))
  return listInvitations(tx, request, sessionId)
}

/** Changes through whom, where and as what a holder is invited, and keeps its answer on its behalf. */
export async function patchInvitation(tx: Db, request: FastifyRequest, sessionId: string, id: string, { status, proxyId, answerNote, ...patch }: z.output<typeof InvitationPatch>) {
  const session = await requireChangeable(tx, sessionId, request.reach)
  const before = await requireInvitation(tx, sessionId, id)
  requireMatch(request, before.version)
  await requireMandate(tx, session, before.stakeholderId, patch.mandateId)
  const place = patch.role && patch.role !== before.role ? await placeInRole(tx, session, before, patch.role) : {}
  const done = await tx.update(invitations).set({ ...present(patch), ...place, version: sql`${invitations.version} + 1`, updatedAt: new Date() }).where(and(eq(invitations.id, id), eq(invitations.version, before.version))).returning({ id: invitations.id })
  if (done.length === 0) throw commonErrors['stale-version']()
  let row = await requireInvitation(tx, sessionId, id)
  // Whoever had the link before is not who is asked now.
  if (row.mandateId !== before.mandateId || row.address !== before.address) await revokeFormer(tx, request, { purpose: 'invitation', objectId: id, stakeholderId: before.stakeholderId })
  if (status !== undefined || answerNote !== undefined) row = await giveAnswer(tx, request, session, row, { status, proxyId, note: answerNote })
  if (before.role !== row.role) await fillSeats(tx, request, session)
  await record(tx, request, { type: 'invitation.updated', objectId: id, perimeterId: session.perimeterId, before: audited(before), after: audited(row) })
  return shownTo(request, await requireInvitation(tx, sessionId, id))
}

/** An observer who becomes a participant needs a seat; one who becomes an observer needs none, and speaks for nobody. */
async function placeInRole(tx: Db, session: { id: string; seats: number | null }, before: InvitationRow, role: InvitationRow['role']) {
  if (role === 'observer') {
    if (before.represents > 0 || before.status === 'represented') throw invitationErrors['proxy-observer']()
    return before.status === 'waitlisted' ? { status: 'registered' as const } : {}
  }
  return before.status === 'registered' ? { status: placeFor({ role, seats: session.seats, taken: await seatsTaken(tx, session.id) }) } : {}
}

/** Takes an invitation back: its link stops working, its seat goes to the first who waits. */
export async function removeInvitation(tx: Db, request: FastifyRequest, sessionId: string, id: string): Promise<void> {
  const session = await requireChangeable(tx, sessionId, request.reach)
  const before = await requireInvitation(tx, sessionId, id)
  requireMatch(request, before.version)
  await revokeFormer(tx, request, { purpose: 'invitation', objectId: id, stakeholderId: before.stakeholderId })
  await releaseRepresented(tx, request, session, before)
  // What had not left yet shall not arrive.
  await tx.update(schema.mails).set({ status: 'cancelled', secret: null, updatedAt: new Date() }).where(and(eq(schema.mails.objectType, 'invitation'), eq(schema.mails.objectId, id), inArray(schema.mails.status, ['queued', 'parked'])))
  await tx.delete(invitations).where(eq(invitations.id, id))
  await record(tx, request, { type: 'invitation.removed', objectId: id, perimeterId: session.perimeterId, before: audited(before) })
  await fillSeats(tx, request, session)
}
