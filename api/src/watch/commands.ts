import { type Db, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { dayIn } from '../positions/rules.ts'
import { createStakeholder } from '../stakeholders/commands.ts'
import { stakeholdersExist } from '../stakeholders/queries.ts'
import { watchErrors } from './errors.ts'
import { findRemovedWatchItem, findWatchItem, insertWatchItem, updateWatchItem, type WatchRow } from './queries.ts'
import type { EmergingStakeholder, WatchDecision, WatchItemCreate, WatchItemPatch, WatchReopening } from './schemas.ts'

const { areas } = schema

/** The watch item, or a 404 that does not tell absent from out of reach. */
export async function requireWatchItem(db: Db, id: string, reach: Reach): Promise<WatchRow> {
  const row = await findWatchItem(db, id, reach)
  if (!row) throw watchErrors['watch-item-not-found']()
  return row
}

async function requireSound(tx: Db, request: FastifyRequest, named: z.output<typeof WatchItemPatch>): Promise<void> {
  if (named.perimeterId) requireReach(request, named.perimeterId)
  if (named.observedOn && named.observedOn > dayIn(new Date())) throw watchErrors['watch-item-future']({ errors: [{ pointer: '/observedOn', code: 'future', message: 'a day in the future' }] })
  const unknown = (pointer: string) => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown, or out of reach' }] })
  if (named.stakeholderId && !(await stakeholdersExist(tx, [named.stakeholderId], request.reach))) throw unknown('/stakeholderId')
  if (named.areaId && (await tx.$count(areas, eq(areas.id, named.areaId))) === 0) throw unknown('/areaId')
}

/** Notes something seen outside, with its source. */
export async function createWatchItem(tx: Db, request: FastifyRequest, body: z.output<typeof WatchItemCreate>): Promise<WatchRow> {
  await requireSound(tx, request, body)
  const { kind, userId } = principalIn(request)
  const id = await insertWatchItem(tx, { ...body, reference: await takeReference(tx), recordedBy: kind === 'user' ? userId : null })
  const row = await requireWatchItem(tx, id, 'all')
  await record(tx, request, { type: 'watchItem.created', objectId: id, perimeterId: row.perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchWatchItem(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof WatchItemPatch>): Promise<WatchRow> {
  const before = await requireWatchItem(tx, id, request.reach)
  requireMatch(request, before.version)
  await requireSound(tx, request, patch)
  return save(tx, request, before, present(patch), 'watchItem.updated')
}

/** Says what is done about it while it stays in sight. */
export async function followWatchItem(tx: Db, request: FastifyRequest, id: string, { decision, reviewOn }: z.output<typeof WatchDecision>): Promise<WatchRow> {
  const before = await requireOpen(tx, id, request.reach)
  return save(tx, request, before, { status: 'followed', decision, ...(reviewOn === undefined ? {} : { reviewOn }) }, 'watchItem.followed')
}

/** Closes it, with what was decided. */
export async function closeWatchItem(tx: Db, request: FastifyRequest, id: string, { decision, reviewOn }: z.output<typeof WatchDecision>): Promise<WatchRow> {
  const before = await requireOpen(tx, id, request.reach)
  return save(tx, request, before, { status: 'closed', decision, closedAt: new Date(), reviewOn: reviewOn ?? null }, 'watchItem.closed')
}

export async function reopenWatchItem(tx: Db, request: FastifyRequest, id: string, { reviewOn }: z.output<typeof WatchReopening>): Promise<WatchRow> {
  const before = await requireWatchItem(tx, id, request.reach)
  if (before.status !== 'closed') throw watchErrors['watch-item-open']()
  return save(tx, request, before, { status: before.decision ? 'followed' : 'open', closedAt: null, ...(reviewOn === undefined ? {} : { reviewOn }) }, 'watchItem.reopened')
}

/** Puts the stakeholder that was seen into the register, as emerging, and ties it to the item. */
export async function raiseStakeholder(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof EmergingStakeholder>): Promise<WatchRow> {
  const before = await requireOpen(tx, id, request.reach)
  if (before.stakeholderId) throw watchErrors['watch-item-stakeholder-there']()
  const made = await createStakeholder(tx, request, { ...body, perimeterId: before.perimeterId, status: 'emerging' })
  return save(tx, request, before, { stakeholderId: made.id }, 'watchItem.updated')
}

export async function removeWatchItem(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireWatchItem(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateWatchItem(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'watchItem.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreWatchItem(tx: Db, request: FastifyRequest, id: string): Promise<WatchRow> {
  const before = await findRemovedWatchItem(tx, id, request.reach)
  if (!before) throw watchErrors['watch-item-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'watchItem.restored')
}

async function requireOpen(tx: Db, id: string, reach: Reach): Promise<WatchRow> {
  const row = await requireWatchItem(tx, id, reach)
  if (row.status === 'closed') throw watchErrors['watch-item-closed']()
  return row
}

async function save(tx: Db, request: FastifyRequest, before: WatchRow, change: Parameters<typeof updateWatchItem>[2], type: `watchItem.${string}`): Promise<WatchRow> {
  if (!(await updateWatchItem(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireWatchItem(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
