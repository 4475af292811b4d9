import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { trainingErrors } from './errors.ts'
import { findRemovedTraining, findTraining, insertTraining, type TrainingRow, updateTraining } from './queries.ts'
import type { TrainingCreate, TrainingPatch } from './schemas.ts'

export async function createTraining(tx: Db, request: FastifyRequest, body: z.output<typeof TrainingCreate>): Promise<TrainingRow> {
  requireReach(request, body.perimeterId)
  const { title, audience, skill, durationMinutes, perimeterId } = body
  const id = await insertTraining(tx, { ...present(body), title, audience, skill, durationMinutes, perimeterId, reference: await takeReference(tx) })
  const row = await requireTraining(tx, id, 'all')
  await record(tx, request, { type: 'training.created', objectId: id, perimeterId, after: told(row) })
  return row
}

/** Applies a merge patch to the version that If-Match names; skills granted already stay as they are. */
export async function patchTraining(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof TrainingPatch>): Promise<TrainingRow> {
  const before = await requireTraining(tx, id, request.reach)
  requireMatch(request, before.version)
  return save(tx, request, before, present(patch), 'training.updated')
}

export async function removeTraining(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireTraining(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateTraining(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'training.removed', objectId: id, perimeterId: before.perimeterId, before: told(before) })
}

export async function restoreTraining(tx: Db, request: FastifyRequest, id: string): Promise<TrainingRow> {
  const before = await findRemovedTraining(tx, id, request.reach)
  if (!before) throw trainingErrors['training-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'training.restored')
}

/** The programme, or a 404 that does not tell absent from out of reach. */
export async function requireTraining(db: Db, id: string, reach: Reach): Promise<TrainingRow> {
  const row = await findTraining(db, id, reach)
  if (!row) throw trainingErrors['training-not-found']()
  return row
}

const told = ({ title, objective, audience, skill, validMonths, durationMinutes }: TrainingRow) => ({ title, objective, audience, skill, validMonths, durationMinutes })

async function save(tx: Db, request: FastifyRequest, before: TrainingRow, change: Parameters<typeof updateTraining>[2], type: `training.${string}`): Promise<TrainingRow> {
  if (!(await updateTraining(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireTraining(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: told(before), after: told(row) })
  return row
}
