import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { pointErrors } from './errors.ts'
import { findPoint, findRemovedPoint, insertPoint, insertVersion, lockPoint, type PointRow, updatePoint } from './queries.ts'
import type { PointCreate, PointPatch, PointVersionCreate } from './schemas.ts'
import { movePerimeter, requireTies, setTies } from './ties.ts'

/** Adds a point with its first wording, said now or `at` another time. */
export async function createPoint(tx: Db, request: FastifyRequest, body: z.output<typeof PointCreate>, at?: Date): Promise<PointRow> {
  requireReach(request, body.perimeterId)
  await requireTies(tx, body, request.reach)
  const { title, perimeterId, internalNote = '' } = body
  const id = await insertPoint(tx, { title, perimeterId, internalNote, reference: await takeReference(tx) })
  await insertVersion(tx, { pointId: id, number: 1, statement: body.statement, createdBy: principalIn(request).userId, ...(at ? { createdAt: at } : {}) })
  await setTies(tx, { id, perimeterId }, body)
  const row = await requirePoint(tx, id, 'all')
  await record(tx, request, { type: 'point.created', objectId: id, perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchPoint(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof PointPatch>): Promise<PointRow> {
  const before = await requirePoint(tx, id, request.reach)
  requireMatch(request, before.version)
  if (patch.perimeterId) requireReach(request, patch.perimeterId)
  await requireTies(tx, patch, request.reach)
  const { areaIds, impactIds, ...own } = patch
  if (own.perimeterId && own.perimeterId !== before.perimeterId) await movePerimeter(tx, id, own.perimeterId)
  await setTies(tx, { id, perimeterId: own.perimeterId ?? before.perimeterId }, { areaIds, impactIds })
  return save(tx, request, before, present(own), 'point.updated')
}

/** Gives a point a new wording, in force from now or from `at`; the positions on the former one stay there. */
export async function rewordPoint(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof PointVersionCreate>, at?: Date) {
  await requirePoint(tx, id, request.reach)
  await lockPoint(tx, id)
  const before = await requirePoint(tx, id, request.reach)
  if (before.currentVersion.statement === body.statement) throw pointErrors['point-wording-unchanged']()
  const version = await insertVersion(tx, { pointId: id, number: before.currentVersion.number + 1, ...body, createdBy: principalIn(request).userId, ...(at ? { createdAt: at } : {}) })
  await save(tx, request, before, {}, 'point.reworded')
  return version
}

export async function removePoint(tx: Db, request: FastifyRequest, id: string): Promise<PointRow> {
  const before = await requirePoint(tx, id, request.reach)
  requireMatch(request, before.version)
  return save(tx, request, before, { deletedAt: new Date() }, 'point.removed')
}

export async function restorePoint(tx: Db, request: FastifyRequest, id: string): Promise<PointRow> {
  const before = await findRemovedPoint(tx, id, request.reach)
  if (!before) throw pointErrors['point-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'point.restored')
}

/** The point, or a 404 that does not tell absent from out of reach. */
export async function requirePoint(db: Db, id: string, reach: Reach): Promise<PointRow> {
  const row = await findPoint(db, id, reach)
  if (!row) throw pointErrors['point-not-found']()
  return row
}

async function save(tx: Db, request: FastifyRequest, before: PointRow, change: Parameters<typeof updatePoint>[2], type: `point.${string}`): Promise<PointRow> {
  const row = await updatePoint(tx, before, change)
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
