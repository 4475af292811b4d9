import { type Db, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requirePerson } from '../persons/find.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { personRequestErrors } from './errors.ts'
import { findPersonRequest } from './queries.ts'
import { ANSWER_MONTHS, EXTENSION_MONTHS, isOpen, monthsAfter, refusalOf } from './rules.ts'
import type { PersonRequestCreate, PersonRequestPatch } from './schemas.ts'

const { personRequests } = schema
type Row = typeof personRequests.$inferSelect

/** Today in Paris, YYYY-MM-DD. */
export const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date())

/** Keeps what a person asks; due one month after it came. */
export async function createPersonRequest(tx: Db, request: FastifyRequest, body: z.output<typeof PersonRequestCreate>) {
  requireReach(request, body.perimeterId)
  if (body.stakeholderId) await requirePerson(tx, body.stakeholderId, request.reach)
  const receivedOn = body.receivedOn ?? today()
  if (receivedOn > today()) throw personRequestErrors['request-from-the-future']({ errors: [{ pointer: '/receivedOn', code: 'future', message: 'after today' }] })
  const { perimeterId, kind, requester } = body
  const [row] = await tx.insert(personRequests).values({ ...present(body), perimeterId, kind, requester, receivedOn, dueOn: monthsAfter(receivedOn, ANSWER_MONTHS), reference: await takeReference(tx) }).returning()
  if (!row) throw new Error('insert returned no row')
  await record(tx, request, { type: 'person-request.created', objectId: row.id, perimeterId, after: told(row) })
  return requirePersonRequest(tx, row.id, request.reach)
}

/** Checks an identity, extends, answers or refuses, on the version that If-Match names. */
export async function patchPersonRequest(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof PersonRequestPatch>) {
  const before = await requirePersonRequest(tx, id, request.reach)
  requireMatch(request, before.version)
  if (patch.stakeholderId) await requirePerson(tx, patch.stakeholderId, request.reach)
  const refusal = refusalOf(before, patch, today())
  if (refusal) throw personRequestErrors[refusal]()
  const extended = patch.extensionReason !== undefined && before.extensionReason === '' ? { dueOn: monthsAfter(before.receivedOn, ANSWER_MONTHS + EXTENSION_MONTHS) } : {}
  const answered = patch.state && !isOpen(patch.state) ? { answeredOn: today() } : {}
  const [row] = await tx.update(personRequests).set({ ...present(patch), ...extended, ...answered, version: sql`${personRequests.version} + 1`, updatedAt: new Date() }).where(and(eq(personRequests.id, id), eq(personRequests.version, before.version))).returning()
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'person-request.updated', objectId: id, perimeterId: row.perimeterId, before: told(before), after: told(row) })
  return requirePersonRequest(tx, id, request.reach)
}

/** The request, or a 404 that does not tell absent from out of reach. */
export async function requirePersonRequest(db: Db, id: string, reach: Reach) {
  const row = await findPersonRequest(db, id, { reach, today: today() })
  if (!row) throw personRequestErrors['request-not-found']()
  return row
}

/** What the audit keeps: the steps and days, none of the words of a person who may ask to be erased. */
const told = ({ reference, kind, state, stakeholderId, receivedOn, dueOn, answeredOn }: Row) => ({ reference, kind, state, stakeholderId, receivedOn, dueOn, answeredOn })
