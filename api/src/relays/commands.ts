import { type Db, schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { stakeholdersExist } from '../stakeholders/queries.ts'
import { relayErrors } from './errors.ts'
import { findRelay, findRemovedRelay, insertRelay, type RelayRow, updateRelay } from './queries.ts'
import type { RelayCreate, RelayPatch } from './schemas.ts'

const { users } = schema

/** The relay, or a 404 that does not tell absent from out of reach. */
export async function requireRelay(db: Db, id: string, reach: Reach): Promise<RelayRow> {
  const row = await findRelay(db, id, reach)
  if (!row) throw relayErrors['relay-not-found']()
  return row
}

async function requireSound(tx: Db, reach: Reach, whole: { since: string; endedOn: string | null }, named: z.output<typeof RelayPatch>): Promise<void> {
  if (whole.endedOn && whole.endedOn < whole.since) throw relayErrors['relay-ends-before-start']({ errors: [{ pointer: '/endedOn', code: 'order', message: 'before since' }] })
  const unknown = (pointer: string) => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown, or out of reach' }] })
  if (named.userId && (await tx.$count(users, and(eq(users.id, named.userId), isNull(users.disabledAt)))) === 0) throw unknown('/userId')
  if (named.stakeholderId && !(await stakeholdersExist(tx, [named.stakeholderId], reach))) throw unknown('/stakeholderId')
}

export async function createRelay(tx: Db, request: FastifyRequest, body: z.output<typeof RelayCreate>): Promise<RelayRow> {
  requireReach(request, body.perimeterId)
  await requireSound(tx, request.reach, { since: body.since, endedOn: body.endedOn ?? null }, body)
  const { name, perimeterId, since } = body
  const id = await insertRelay(tx, { ...present(body), name, perimeterId, since, duties: [...new Set(body.duties ?? [])], reference: await takeReference(tx) })
  const row = await requireRelay(tx, id, 'all')
  await record(tx, request, { type: 'relay.created', objectId: id, perimeterId, after: untold(row) })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchRelay(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof RelayPatch>): Promise<RelayRow> {
  const before = await requireRelay(tx, id, request.reach)
  requireMatch(request, before.version)
  await requireSound(tx, request.reach, { since: patch.since ?? before.since, endedOn: patch.endedOn === undefined ? before.endedOn : patch.endedOn }, patch)
  return save(tx, request, before, { ...present(patch), ...(patch.duties ? { duties: [...new Set(patch.duties)] } : {}) }, 'relay.updated')
}

/** Removes a relay; what it reported stays. */
export async function removeRelay(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireRelay(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateRelay(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'relay.removed', objectId: id, perimeterId: before.perimeterId, before: untold(before) })
}

export async function restoreRelay(tx: Db, request: FastifyRequest, id: string): Promise<RelayRow> {
  const before = await findRemovedRelay(tx, id, request.reach)
  if (!before) throw relayErrors['relay-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'relay.restored')
}

/** Without the address and the figures: the journal tells that the address changed by no word of it. */
const untold = ({ email: _email, reports: _r, lastReportEnd: _l, meanMaturity: _m, collections: _c, ...told }: RelayRow): Record<string, unknown> => told

async function save(tx: Db, request: FastifyRequest, before: RelayRow, change: Parameters<typeof updateRelay>[2], type: `relay.${string}`): Promise<RelayRow> {
  if (!(await updateRelay(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireRelay(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: untold(before), after: untold(row) })
  return row
}
