import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { scenarioErrors } from './errors.ts'
import { findRemovedScenario, findScenario, horizonsUsed, insertScenario, nameTaken, perimeterExists, renameUses, scenarioApplies, type ScenarioRow, updateScenario } from './queries.ts'
import { furthest, type Horizon, horizons } from './rules.ts'
import type { ScenarioCreate, ScenarioPatch } from './schemas.ts'

/** The scenario, or a 404 that does not tell absent from out of reach. */
export async function requireScenario(db: Db, id: string, reach: Reach): Promise<ScenarioRow> {
  const row = await findScenario(db, id, reach)
  if (!row) throw scenarioErrors['scenario-not-found']()
  return row
}

/**
 * Refuses a statement that names a scenario which does not apply to its perimeter at its horizon (422 `scenario-unknown`), or names one of
 * today (422 `scenario-without-horizon`). No scenario is always right.
 */
export async function requireScenarioAt(db: Db, { horizon, scenario }: { horizon: Horizon; scenario: string }, where: { perimeterId: string } | { reach: Reach; perimeterId?: string | undefined }): Promise<void> {
  if (scenario === '') return
  if (horizon === 'now') throw scenarioErrors['scenario-without-horizon']({ errors: [{ pointer: '/scenario', code: 'unwanted', message: 'no scenario of today' }] })
  if (!(await scenarioApplies(db, scenario, horizon, where))) throw scenarioErrors['scenario-unknown']({ params: { name: scenario }, errors: [{ pointer: '/scenario', code: 'unknown', message: 'no scenario of this name applies here at this horizon' }] })
}

export async function createScenario(tx: Db, request: FastifyRequest, body: z.output<typeof ScenarioCreate>): Promise<ScenarioRow> {
  requireReach(request, body.perimeterId)
  if (!(await perimeterExists(tx, body.perimeterId))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/perimeterId', code: 'unknown', message: 'unknown perimeter' }] })
  requireFuture(body.horizon)
  await requireFreeName(tx, body.name.trim(), body.perimeterId)
  const id = await insertScenario(tx, { ...present(body), name: body.name.trim() })
  const row = await requireScenario(tx, id, 'all')
  await record(tx, request, { type: 'scenario.created', objectId: id, perimeterId: row.perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names; a new name carries over to all that names the scenario. */
export async function patchScenario(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof ScenarioPatch>): Promise<ScenarioRow> {
  const before = await requireOwn(tx, request, id)
  requireMatch(request, before.version)
  const name = patch.name?.trim()
  if (patch.horizon) {
    requireFuture(patch.horizon)
    if (horizons.indexOf(furthest(await horizonsUsed(tx, before))) > horizons.indexOf(patch.horizon)) throw scenarioErrors['scenario-used-later']({ errors: [{ pointer: '/horizon', code: 'used', message: 'statements at a later horizon' }] })
  }
  if (name !== undefined && name !== before.name) {
    await requireFreeName(tx, name, before.perimeterId, id)
    await renameUses(tx, before, name)
  }
  return save(tx, request, before, { ...present(patch), ...(name === undefined ? {} : { name }) }, 'scenario.updated')
}

/** Removes a scenario that nothing names. */
export async function removeScenario(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireOwn(tx, request, id)
  requireMatch(request, before.version)
  const n = Object.values(before.uses).reduce((sum, count) => sum + count, 0)
  if (n > 0) throw scenarioErrors['scenario-in-use']({ params: { n } })
  if (!(await updateScenario(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'scenario.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreScenario(tx: Db, request: FastifyRequest, id: string): Promise<ScenarioRow> {
  const before = await findRemovedScenario(tx, id, request.reach)
  if (!before) throw scenarioErrors['scenario-not-found']()
  requireReach(request, before.perimeterId)
  await requireFreeName(tx, before.name, before.perimeterId)
  return save(tx, request, before, { deletedAt: null }, 'scenario.restored')
}

/** To read one of a perimeter above is no right to change it. */
async function requireOwn(tx: Db, request: FastifyRequest, id: string): Promise<ScenarioRow> {
  const row = await requireScenario(tx, id, request.reach)
  requireReach(request, row.perimeterId)
  return row
}

function requireFuture(horizon: Horizon): void {
  if (horizon === 'now') throw scenarioErrors['scenario-now']({ errors: [{ pointer: '/horizon', code: 'invalid', message: 'plus3 or plus10' }] })
}

async function requireFreeName(tx: Db, name: string, perimeterId: string, exceptId?: string): Promise<void> {
  if (await nameTaken(tx, name, perimeterId, exceptId)) throw scenarioErrors['scenario-name-taken']({ errors: [{ pointer: '/name', code: 'taken', message: 'another scenario has it' }] })
}

async function save(tx: Db, request: FastifyRequest, before: ScenarioRow, change: Parameters<typeof updateScenario>[2], type: `scenario.${string}`): Promise<ScenarioRow> {
  if (!(await updateScenario(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireScenario(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
