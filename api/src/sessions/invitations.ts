import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { requireEditable } from './commands.ts'
import { sessionErrors } from './errors.ts'
import { requireMandate, requireStakeholders } from './participants.ts'
import type { InvitationPatch, InvitationsCreate } from './schemas.parts.ts'

const { invitations, mandates, stakeholders } = schema
const person = alias(stakeholders, 'person')

const selectInvitations = (db: Db, sessionId: string, id?: string) =>
  db.select({ ...getTableColumns(invitations), stakeholderName: stakeholders.name, personName: person.name }).from(invitations)
    .innerJoin(stakeholders, eq(stakeholders.id, invitations.stakeholderId))
    .leftJoin(mandates, eq(mandates.id, invitations.mandateId))
    .leftJoin(person, eq(person.id, mandates.personId))
    .where(and(eq(invitations.sessionId, sessionId), id ? eq(invitations.id, id) : undefined))

/** Who was asked to come, by name. */
export const listInvitations = (db: Db, sessionId: string) => selectInvitations(db, sessionId).orderBy(asc(stakeholders.searchName), asc(invitations.id))

export async function requireInvitation(db: Db, sessionId: string, id: string) {
  const [row] = await selectInvitations(db, sessionId, id)
  if (!row) throw sessionErrors['invitation-not-found']()
  return row
}

/** Invites many at once; who is invited already stays as it is. Returns the whole list. */
export async function invite(tx: Db, request: FastifyRequest, sessionId: string, body: z.output<typeof InvitationsCreate>) {
  const head = await requireEditable(tx, sessionId, request.reach)
  await requireStakeholders(tx, body.stakeholderIds, request.reach, '/stakeholderIds')
  const rows = [...new Set(body.stakeholderIds)].map((stakeholderId) => ({ sessionId, stakeholderId, sentAt: new Date() }))
  const made = await tx.insert(invitations).values(rows).onConflictDoNothing().returning()
  await record(tx, request, ...made.map((row) => ({ type: 'invitation.created' as const, objectId: row.id, perimeterId: head.perimeterId, after: row })))
  return listInvitations(tx, sessionId)
}

export async function patchInvitation(tx: Db, request: FastifyRequest, sessionId: string, id: string, patch: z.output<typeof InvitationPatch>) {
  const head = await requireEditable(tx, sessionId, request.reach)
  const before = await requireInvitation(tx, sessionId, id)
  requireMatch(request, before.version)
  await requireMandate(tx, head, before.stakeholderId, patch.mandateId)
  const answeredAt = patch.status === undefined || patch.status === before.status ? {} : { answeredAt: patch.status === 'invited' ? null : new Date() }
  const done = await tx.update(invitations).set({ ...present(patch), ...answeredAt, version: sql`${invitations.version} + 1`, updatedAt: new Date() }).where(and(eq(invitations.id, id), eq(invitations.version, before.version))).returning({ id: invitations.id })
  if (done.length === 0) throw commonErrors['stale-version']()
  const row = await requireInvitation(tx, sessionId, id)
  await record(tx, request, { type: 'invitation.updated', objectId: id, perimeterId: head.perimeterId, before, after: row })
  return row
}

export async function removeInvitation(tx: Db, request: FastifyRequest, sessionId: string, id: string): Promise<void> {
  const head = await requireEditable(tx, sessionId, request.reach)
  const before = await requireInvitation(tx, sessionId, id)
  requireMatch(request, before.version)
  await tx.delete(invitations).where(eq(invitations.id, id))
  await record(tx, request, { type: 'invitation.removed', objectId: id, perimeterId: head.perimeterId, before })
}
