import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { impactErrors } from './errors.ts'
import { findImpact, findRemovedImpact, type ImpactRow, insertImpact, pillarExists, updateImpact } from './queries.ts'
import { requireLikelihood } from './rules.ts'
import type { ImpactCreate, ImpactPatch } from './schemas.ts'

const today = (): string => new Date().toISOString().slice(0, 10)

/** The impact, or a 404 that does not tell absent from out of reach. */
export async function requireImpact(db: Db, id: string, reach: Reach): Promise<ImpactRow> {
  const row = await findImpact(db, id, reach)
  if (!row) throw impactErrors['impact-not-found']()
  return row
}

export async function createImpact(tx: Db, request: FastifyRequest, body: z.output<typeof ImpactCreate>): Promise<ImpactRow> {
  requireReach(request, body.perimeterId)
  requireLikelihood(body)
  await requirePillar(tx, body.pillarId)
  const id = await insertImpact(tx, { since: today(), ...present(body), reference: await takeReference(tx) })
  const row = await requireImpact(tx, id, 'all')
  await record(tx, request, { type: 'impact.created', objectId: id, perimeterId: row.perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names; what becomes actual loses its likelihood. */
export async function patchImpact(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof ImpactPatch>): Promise<ImpactRow> {
  const before = await requireImpact(tx, id, request.reach)
  requireMatch(request, before.version)
  if (patch.perimeterId) requireReach(request, patch.perimeterId)
  await requirePillar(tx, patch.pillarId)
  const settled = patch.actuality === 'actual' && patch.likelihood === undefined ? { ...patch, likelihood: null } : patch
  requireLikelihood({ ...before, ...present(settled) })
  return save(tx, request, before, present(settled), 'impact.updated')
}

/** Removes an impact from every list; `restoreImpact` brings it back with its ties. */
export async function removeImpact(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireImpact(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateImpact(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'impact.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreImpact(tx: Db, request: FastifyRequest, id: string): Promise<ImpactRow> {
  const before = await findRemovedImpact(tx, id, request.reach)
  if (!before) throw impactErrors['impact-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'impact.restored')
}

async function save(tx: Db, request: FastifyRequest, before: ImpactRow, change: Parameters<typeof updateImpact>[2], type: `impact.${string}`): Promise<ImpactRow> {
  if (!(await updateImpact(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireImpact(tx, before.id, request.reach)
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}

async function requirePillar(tx: Db, pillarId: string | null | undefined): Promise<void> {
  if (pillarId && !(await pillarExists(tx, pillarId))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/pillarId', code: 'unknown', message: 'unknown pillar' }] })
}
