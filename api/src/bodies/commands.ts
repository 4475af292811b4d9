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
  requireLife({ since: body.since ?? null, ceasedOn: body.ceasedOn ?? null, ceasedReason: body.ceasedReason ?? '' })
  const { name, kind, perimeterId } = body
  const id = await insertBody(tx, { ...present(body), name, kind, perimeterId, reference: await takeReference(tx) })
  const row = await requireBody(tx, id, 'all')
  await record(tx, request, { type: 'body.created', objectId: id, perimeterId, after: told(row) })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchBody(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof BodyPatch>): Promise<BodyRow> {
  const before = await requireBody(tx, id, request.reach)
  requireMatch(request, before.version)
  const touched = patch.since !== undefined || patch.ceasedOn !== undefined || patch.ceasedReason !== undefined
  if (touched) requireLife({ since: patch.since === undefined ? before.since : patch.since, ceasedOn: patch.ceasedOn === undefined ? before.ceasedOn : patch.ceasedOn, ceasedReason: patch.ceasedReason ?? before.ceasedReason })
  return save(tx, request, before, present(patch), 'body.updated')
}

/** Removes a body from the choices; sessions that it held keep its name. */
export async function removeBody(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireBody(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateBody(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'body.removed', objectId: id, perimeterId: before.perimeterId, before: told(before) })
}

export async function restoreBody(tx: Db, request: FastifyRequest, id: string): Promise<BodyRow> {
  const before = await findRemovedBody(tx, id, request.reach)
  if (!before) throw bodyErrors['body-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'body.restored')
}

/** The body, or a 404 that does not tell absent from out of reach; its figures as of a day. */
export async function requireBody(db: Db, id: string, reach: Reach, day?: string): Promise<BodyRow> {
  const row = await findBody(db, id, reach, day)
  if (!row) throw bodyErrors['body-not-found']()
  return row
}

function requireLife({ since, ceasedOn, ceasedReason }: { since: string | null; ceasedOn: string | null; ceasedReason: string }): void {
  if (since && ceasedOn && ceasedOn < since) throw bodyErrors['body-ceases-before-start']({ errors: [{ pointer: '/ceasedOn', code: 'order', message: 'before since' }] })
  if (ceasedOn && ceasedReason.trim() === '') throw bodyErrors['body-cease-unexplained']({ errors: [{ pointer: '/ceasedReason', code: 'required', message: 'needed with ceasedOn' }] })
}

/** What is recorded of a body: what was written, without the figures that follow from other rows. */
const told = ({ standing: _standing, sessions: _sessions, ...row }: BodyRow) => row

async function save(tx: Db, request: FastifyRequest, before: BodyRow, change: Parameters<typeof updateBody>[2], type: `body.${string}`): Promise<BodyRow> {
  if (!(await updateBody(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireBody(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: told(before), after: told(row) })
  return row
}
