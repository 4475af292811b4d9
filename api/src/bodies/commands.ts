import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { bodyErrors } from './errors.ts'
import { type BodyRow, findBody, findRemovedBody, insertBody, updateBody } from './queries.ts'
import type { BodyCreate, BodyPatch } from './schemas.ts'

/** Adds a body to the register of those that meet. */
export async function createBody(tx: Db, request: FastifyRequest, body: z.output<typeof BodyCreate>): Promise<BodyRow> {
  requireReach(request, body.perimeterId)
  requireOrder(body.since ?? null, body.ceasedOn ?? null)
  const { name, kind, perimeterId } = body
  const id = await insertBody(tx, { ...present(body), name, kind, perimeterId, reference: await takeReference(tx) })
  const row = await requireBody(tx, id, 'all')
  await record(tx, request, { type: 'body.created', objectId: id, perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchBody(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof BodyPatch>): Promise<BodyRow> {
  const before = await requireBody(tx, id, request.reach)
  requireMatch(request, before.version)
  requireOrder(patch.since === undefined ? before.since : patch.since, patch.ceasedOn === undefined ? before.ceasedOn : patch.ceasedOn)
  return save(tx, request, before, present(patch), 'body.updated')
}

/** Removes a body from the choices; sessions that it held keep its name. */
export async function removeBody(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireBody(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateBody(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'body.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreBody(tx: Db, request: FastifyRequest, id: string): Promise<BodyRow> {
  const before = await findRemovedBody(tx, id, request.reach)
  if (!before) throw bodyErrors['body-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'body.restored')
}

/** The body, or a 404 that does not tell absent from out of reach. */
export async function requireBody(db: Db, id: string, reach: Reach): Promise<BodyRow> {
  const row = await findBody(db, id, reach)
  if (!row) throw bodyErrors['body-not-found']()
  return row
}

function requireOrder(since: string | null, ceasedOn: string | null): void {
  if (since && ceasedOn && ceasedOn < since) throw bodyErrors['body-ceases-before-start']({ errors: [{ pointer: '/ceasedOn', code: 'order', message: 'before since' }] })
}

async function save(tx: Db, request: FastifyRequest, before: BodyRow, change: Parameters<typeof updateBody>[2], type: `body.${string}`): Promise<BodyRow> {
  if (!(await updateBody(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireBody(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
