import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { tieErrors } from './errors.ts'
import { findRemovedTie, findTie, insertTie, type TieRow, updateTie } from './queries.ts'
import { requireSound } from './rules.ts'
import type { TieCreate, TiePatch } from './schemas.ts'

/** Adds a tie; its perimeter is that of the stakeholder it starts from. */
export async function createTie(tx: Db, request: FastifyRequest, body: z.output<typeof TieCreate>) {
  const perimeterId = await requireSound(tx, body, request.reach)
  const { typeId, fromId, toId } = body
  const row = await insertTie(tx, { ...present(body), typeId, fromId, toId, perimeterId })
  await record(tx, request, { type: 'tie.created', objectId: row.id, perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchTie(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof TiePatch>) {
  const before = await requireTie(tx, id, request.reach)
  requireMatch(request, before.version)
  const change = present(patch)
  const perimeterId = await requireSound(tx, { ...before, ...change }, request.reach, before)
  if (perimeterId !== before.perimeterId) requireReach(request, perimeterId)
  return save(tx, request, before, { ...change, perimeterId }, 'tie.updated')
}

/** Removes a tie; `restoreTie` brings it back as it was. */
export async function removeTie(tx: Db, request: FastifyRequest, id: string) {
  const before = await requireTie(tx, id, request.reach)
  requireMatch(request, before.version)
  return save(tx, request, before, { deletedAt: new Date() }, 'tie.removed')
}

export async function restoreTie(tx: Db, request: FastifyRequest, id: string) {
  const before = await findRemovedTie(tx, id, request.reach)
  if (!before) throw tieErrors['tie-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'tie.restored')
}

/** The tie, or a 404 that does not tell absent from out of reach. */
export async function requireTie(db: Db, id: string, reach: Reach): Promise<TieRow> {
  const row = await findTie(db, id, reach)
  if (!row) throw tieErrors['tie-not-found']()
  return row
}

async function save(tx: Db, request: FastifyRequest, before: TieRow, change: Parameters<typeof updateTie>[2], type: `tie.${string}`) {
  const row = await updateTie(tx, before, change)
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
