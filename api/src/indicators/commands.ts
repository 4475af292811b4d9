import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { indicatorErrors } from './errors.ts'
import { requireMeasure } from './measure.ts'
import { type BareIndicator, findBareIndicator, findRemovedIndicator, hasValues, insertIndicator, setAreas, setCommitments, unknownAmong, updateIndicator } from './queries.ts'
import type { IndicatorCreate, IndicatorPatch } from './schemas.ts'
import { withStanding } from './series.ts'

/** The indicator without its figures, or a 404 that does not tell absent from out of reach. */
export async function requireBare(db: Db, id: string, reach: Reach): Promise<BareIndicator> {
  const row = await findBareIndicator(db, id, reach)
  if (!row) throw indicatorErrors['indicator-not-found']()
  return row
}

/** The indicator with where it stands. */
export async function readIndicator(db: Db, id: string, reach: Reach) {
  const [row] = await withStanding(db, [await requireBare(db, id, reach)], reach)
  if (!row) throw indicatorErrors['indicator-not-found']()
  return row
}

/** One that applies within reach; to be changed its own perimeter must be reached. */
async function requireOwned(tx: Db, request: FastifyRequest, id: string): Promise<BareIndicator> {
  const row = await requireBare(tx, id, request.reach)
  requireReach(request, row.perimeterId)
  return row
}

export async function createIndicator(tx: Db, request: FastifyRequest, body: z.output<typeof IndicatorCreate>) {
  requireReach(request, body.perimeterId)
  const { areaIds = [], commitmentIds = [], ...own } = body
  if ((body.source === 'automatic') !== Boolean(body.measure)) throw indicatorErrors['indicator-measure-mismatch']({ errors: [{ pointer: '/measure', code: 'mismatch', message: 'exactly for automatic ones' }] })
  await requireSound(tx, request, present(body), body)
  const id = await insertIndicator(tx, { ...own, reference: await takeReference(tx) })
  await setAreas(tx, { id, perimeterId: body.perimeterId }, areaIds)
  await setCommitments(tx, id, commitmentIds, request.reach)
  const row = await readIndicator(tx, id, request.reach)
  await record(tx, request, { type: 'indicator.created', objectId: id, perimeterId: row.perimeterId, after: untold(row) })
  return row
}

/** Applies a merge patch to the version that If-Match names. What values were given for no longer changes. */
export async function patchIndicator(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof IndicatorPatch>) {
  const before = await requireOwned(tx, request, id)
  requireMatch(request, before.version)
  const { areaIds, commitmentIds, ...own } = patch
  if (patch.measure !== undefined && Boolean(patch.measure) !== (before.source === 'automatic')) throw indicatorErrors['indicator-measure-mismatch']({ errors: [{ pointer: '/measure', code: 'mismatch', message: 'exactly for automatic ones' }] })
  await requireSound(tx, request, { ...before, ...present(own) }, patch)
  const moved = (['frequency', 'aggregation'] as const).find((name) => patch[name] !== undefined && patch[name] !== before[name])
  if (moved && (await hasValues(tx, id))) throw indicatorErrors['indicator-frequency-in-use']({ errors: [{ pointer: `/${moved}`, code: 'in_use', message: 'values are given already' }] })
  if (areaIds) await setAreas(tx, before, areaIds)
  if (commitmentIds) await setCommitments(tx, id, commitmentIds, request.reach)
  return save(tx, request, before, present(own), 'indicator.updated')
}

async function requireSound(tx: Db, request: FastifyRequest, whole: { measure?: string | null; baselineOn?: string | null; targetOn?: string | null }, named: z.output<typeof IndicatorPatch>): Promise<void> {
  if (whole.measure) requireMeasure(whole.measure)
  if (whole.baselineOn && whole.targetOn && whole.targetOn < whole.baselineOn) throw indicatorErrors['indicator-target-before-baseline']({ errors: [{ pointer: '/targetOn', code: 'order', message: 'before baselineOn' }] })
  const pointer = await unknownAmong(tx, named, request.reach)
  if (pointer) throw commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown, or out of reach' }] })
}

/** Removes an indicator from every list with its values; `restoreIndicator` brings all back. */
export async function removeIndicator(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireOwned(tx, request, id)
  requireMatch(request, before.version)
  if (!(await updateIndicator(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'indicator.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreIndicator(tx: Db, request: FastifyRequest, id: string) {
  const before = await findRemovedIndicator(tx, id, request.reach)
  if (!before) throw indicatorErrors['indicator-not-found']()
  requireReach(request, before.perimeterId)
  return save(tx, request, before, { deletedAt: null }, 'indicator.restored')
}

async function save(tx: Db, request: FastifyRequest, before: BareIndicator, change: Parameters<typeof updateIndicator>[2], type: `indicator.${string}`) {
  if (!(await updateIndicator(tx, before, change))) throw commonErrors['stale-version']()
  const row = await readIndicator(tx, before.id, request.reach)
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: untold(row) })
  return row
}

/** Without the figures, which are no change of the definition. */
function untold(row: Awaited<ReturnType<typeof readIndicator>>): Record<string, unknown> {
  const { last: _l, spark: _s, trend: _t, toTarget: _d, awaited: _a, late: _b, toValidate: _v, collectors: _c, ...told } = row
  return told
}
