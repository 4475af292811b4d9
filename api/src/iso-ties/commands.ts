import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { record } from '../plugins/record.ts'
import { isoTieErrors } from './errors.ts'
import { areaExists, deleteIsoTie, findIsoTie, findTargetPerimeter, insertIsoTie, type IsoTieRow, reviewIsoTie } from './queries.ts'
import type { IsoTieCreate } from './schemas.ts'

/** The tie, or a 404 that does not tell absent from out of reach. */
export async function requireIsoTie(db: Db, id: string, reach: Reach): Promise<IsoTieRow> {
  const row = await findIsoTie(db, id, reach)
  if (!row) throw isoTieErrors['iso-tie-not-found']()
  return row
}

/** Ties a target within reach to an area, unreviewed, in the target's perimeter. */
export async function createIsoTie(tx: Db, request: FastifyRequest, body: z.output<typeof IsoTieCreate>): Promise<IsoTieRow> {
  const perimeterId = await findTargetPerimeter(tx, body.targetType, body.targetId, request.reach)
  if (!perimeterId) throw unknown('/targetId')
  if (!(await areaExists(tx, body.areaId))) throw unknown('/areaId')
  const id = await insertIsoTie(tx, { ...body, perimeterId })
  if (!id) throw isoTieErrors['iso-tie-exists']()
  const row = await requireIsoTie(tx, id, request.reach)
  await record(tx, request, { type: 'isoTie.created', objectId: id, perimeterId, after: row })
  return row
}

/** Says that the reader reviewed the tie today, or takes the review back. */
export async function reviewTie(tx: Db, request: FastifyRequest, id: string, reviewed: boolean): Promise<IsoTieRow> {
  const before = await requireIsoTie(tx, id, request.reach)
  requireMatch(request, before.version)
  const review = reviewed ? { reviewedBy: principalIn(request).userId, reviewedOn: new Date().toISOString().slice(0, 10) } : { reviewedBy: null, reviewedOn: null }
  if (!(await reviewIsoTie(tx, before, review))) throw commonErrors['stale-version']()
  const row = await requireIsoTie(tx, id, request.reach)
  await record(tx, request, { type: 'isoTie.updated', objectId: id, perimeterId: row.perimeterId, before, after: row })
  return row
}

export async function removeIsoTie(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireIsoTie(tx, id, request.reach)
  requireMatch(request, before.version)
  await deleteIsoTie(tx, id)
  await record(tx, request, { type: 'isoTie.removed', objectId: id, perimeterId: before.perimeterId, before })
}

const unknown = (pointer: string) => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown, or out of reach' }] })
