import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { requirePersonRequest } from '../person-requests/commands.ts'
import { record } from '../plugins/record.ts'
import { personErrors } from './errors.ts'
import { type Held, requirePerson } from './find.ts'
import { standingOf } from './hidden.ts'
import { keepInJournal } from './journal.ts'
import { hashesOf } from './suppression.ts'

const { accessLinks, invitations, mails, mandates, stakeholders, suppressions } = schema

const stateOf = (row: { id: string; deletedAt: Date | null; restrictedAt: Date | null; version: number }) => ({ id: row.id, standing: standingOf(row) as 'shown' | 'removed' | 'restricted', restrictedAt: row.restrictedAt, version: row.version })

/** Takes a person out of every list and computation until it is lifted; what is stored stays as it is. */
export async function restrictPerson(tx: Db, request: FastifyRequest, id: string, reason: string) {
  const before = await requirePerson(tx, id, request.reach)
  if (before.restrictedAt) throw personErrors['restricted-already']()
  const row = await hide(tx, before)
  await record(tx, request, { type: 'stakeholder.restricted', objectId: id, perimeterId: before.perimeterId, after: { reason } })
  return stateOf(row)
}

/** Brings the person back exactly as before: who had been removed stays removed. */
export async function liftRestriction(tx: Db, request: FastifyRequest, id: string) {
  const before = await requirePerson(tx, id, request.reach)
  if (!before.restrictedAt) throw personErrors['not-restricted']()
  const removedBefore = before.deletedAt !== null && before.deletedAt.getTime() !== before.restrictedAt.getTime()
  const [row] = await tx.update(stakeholders).set({ restrictedAt: null, deletedAt: removedBefore ? before.deletedAt : null, version: sql`${stakeholders.version} + 1`, updatedAt: new Date() }).where(eq(stakeholders.id, id)).returning()
  if (!row) throw new Error('the person was found a moment ago')
  await record(tx, request, { type: 'stakeholder.unrestricted', objectId: id, perimeterId: before.perimeterId })
  return stateOf(row)
}

async function hide(tx: Db, before: Held) {
  // The same instant twice says that the restriction, not somebody, hid the row.
  const now = new Date()
  const [row] = await tx.update(stakeholders).set({ restrictedAt: now, ...(before.deletedAt ? {} : { deletedAt: now }), version: sql`${stakeholders.version} + 1`, updatedAt: now }).where(eq(stakeholders.id, before.id)).returning()
  if (!row) throw new Error('the person was found a moment ago')
  return row
}

/** Every address that a person is written to at. */
export async function addressesOf(tx: Db, id: string): Promise<string[]> {
  const rows = await tx.select({ email: mandates.email }).from(mandates).where(and(eq(mandates.personId, id), ne(mandates.email, '')))
  const more = await tx.select({ email: invitations.email }).from(invitations).where(and(eq(invitations.stakeholderId, id), ne(invitations.email, '')))
  return [...new Set([...rows, ...more].map((row) => row.email))]
}

/** Stops at once (GDPR 21): restricted, nothing more is sent, and nobody can enter the person again. */
export async function objectPerson(tx: Db, request: FastifyRequest, id: string, body: { requestId?: string | undefined; reason: string }) {
  const before = await requirePerson(tx, id, request.reach)
  if (body.requestId) await requirePersonRequest(tx, body.requestId, request.reach)
  const { config } = request.server
  const emails = await addressesOf(tx, id)
  const hashes = hashesOf(config.secret, { name: before.name, emails })
  const kept = await tx.insert(suppressions).values(hashes.map((personHash) => ({ personHash, perimeterId: before.perimeterId, requestId: body.requestId ?? null })))
    .onConflictDoUpdate({ target: suppressions.personHash, set: { liftedAt: null }, setWhere: sql`${suppressions.liftedAt} is not null` }).returning({ id: suppressions.id })
  if (kept.length === 0 && before.restrictedAt) throw personErrors['objected-already']()
  await stopLetters(tx, id, emails)
  const row = before.restrictedAt ? before : await hide(tx, before)
  await record(tx, request, { type: 'stakeholder.objected', objectId: id, perimeterId: before.perimeterId, after: { reason: body.reason } })
  await keepInJournal(config.erasureFolder, hashes.map((hash) => ({ kind: 'objection', hash, perimeterId: before.perimeterId })))
  return { id, standing: stateOf(row).standing, recordedAt: new Date(), suppressed: hashes.length }
}

async function stopLetters(tx: Db, id: string, emails: readonly string[]): Promise<void> {
  await tx.update(accessLinks).set({ revokedAt: new Date() }).where(and(eq(accessLinks.stakeholderId, id), sql`${accessLinks.revokedAt} is null`))
  if (emails.length > 0) await tx.update(mails).set({ status: 'cancelled', secret: null }).where(and(inArray(sql`lower(${mails.toAddress})`, emails.map((email) => email.toLowerCase())), inArray(mails.status, ['queued', 'parked'])))
}
