import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { requireScenarioAt } from '../scenarios/commands.ts'
import { findStakeholder } from '../stakeholders/queries.ts'
import { expectationErrors } from './errors.ts'
import { areaExists, type ExpectationRow, findExpectation, findRemovedExpectation, insertExpectation, updateExpectation } from './queries.ts'
import type { ExpectationCreate, ExpectationPatch } from './schemas.ts'

// A day begins up to 14 hours earlier east of Greenwich: what is today somewhere is no future.
const latestToday = (): string => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)

/** Records what a stakeholder expects; it lies in the stakeholder's perimeter. */
export async function createExpectation(tx: Db, request: FastifyRequest, body: z.output<typeof ExpectationCreate>) {
  const stakeholder = await findStakeholder(tx, body.stakeholderId, request.reach)
  if (!stakeholder) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/stakeholderId', code: 'unknown', message: 'unknown stakeholder' }] })
  await requireSound(tx, body)
  await requireScenarioAt(tx, { horizon: body.horizon ?? 'now', scenario: body.scenario ?? '' }, { perimeterId: stakeholder.perimeterId })
  const { userId, kind } = principalIn(request)
  const row = await insertExpectation(tx, { ...body, statedOn: body.statedOn ?? new Date().toISOString().slice(0, 10), perimeterId: stakeholder.perimeterId, recordedBy: kind === 'user' ? userId : null })
  await record(tx, request, { type: 'expectation.created', objectId: row.id, perimeterId: row.perimeterId, after: row })
  return row
}

export async function patchExpectation(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof ExpectationPatch>) {
  const before = await requireExpectation(tx, id, request.reach)
  requireMatch(request, before.version)
  await requireSound(tx, patch)
  if (patch.horizon !== undefined || patch.scenario !== undefined) await requireScenarioAt(tx, { ...before, ...present(patch) }, before)
  return save(tx, request, before, present(patch), 'expectation.updated')
}

export async function removeExpectation(tx: Db, request: FastifyRequest, id: string) {
  const before = await requireExpectation(tx, id, request.reach)
  requireMatch(request, before.version)
  return save(tx, request, before, { deletedAt: new Date() }, 'expectation.removed')
}

export async function restoreExpectation(tx: Db, request: FastifyRequest, id: string) {
  const before = await findRemovedExpectation(tx, id, request.reach)
  if (!before) throw expectationErrors['expectation-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'expectation.restored')
}

/** The expectation, or a 404 that does not tell absent from out of reach. */
export async function requireExpectation(db: Db, id: string, reach: Reach): Promise<ExpectationRow> {
  const row = await findExpectation(db, id, reach)
  if (!row) throw expectationErrors['expectation-not-found']()
  return row
}

async function requireSound(tx: Db, body: { areaId?: string | undefined; statedOn?: string | undefined }): Promise<void> {
  if (body.areaId && !(await areaExists(tx, body.areaId))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/areaId', code: 'unknown', message: 'unknown area' }] })
  if (body.statedOn && body.statedOn > latestToday()) throw expectationErrors['expectation-in-future']({ errors: [{ pointer: '/statedOn', code: 'future', message: 'in the future' }] })
}

async function save(tx: Db, request: FastifyRequest, before: ExpectationRow, change: Parameters<typeof updateExpectation>[2], type: `expectation.${string}`) {
  const row = await updateExpectation(tx, before, change)
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
