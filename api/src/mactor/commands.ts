import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { mactorErrors } from './errors.ts'
import { replaceActors, replaceObjectives } from './members.ts'
import { findRemovedStudy, findStudy, insertStudy, type StudyRow, updateStudy } from './queries.ts'
import type { MactorStudyCreate, MactorStudyPatch, ObjectivePut } from './schemas.ts'

/** Adds a study without actors nor objectives. */
export async function createStudy(tx: Db, request: FastifyRequest, body: z.output<typeof MactorStudyCreate>): Promise<StudyRow> {
  requireReach(request, body.perimeterId)
  const { title, purpose = '', perimeterId } = body
  const id = await insertStudy(tx, { title, purpose, perimeterId, reference: await takeReference(tx) })
  const row = await requireStudy(tx, id, 'all')
  await record(tx, request, { type: 'mactorStudy.created', objectId: id, perimeterId, after: told(row) })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchStudy(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof MactorStudyPatch>): Promise<StudyRow> {
  const before = await requireStudy(tx, id, request.reach)
  requireMatch(request, before.version)
  if (patch.perimeterId) requireReach(request, patch.perimeterId)
  return save(tx, request, before, present(patch), 'mactorStudy.updated')
}

export async function removeStudy(tx: Db, request: FastifyRequest, id: string): Promise<StudyRow> {
  const before = await requireStudy(tx, id, request.reach)
  requireMatch(request, before.version)
  return save(tx, request, before, { deletedAt: new Date() }, 'mactorStudy.removed')
}

export async function restoreStudy(tx: Db, request: FastifyRequest, id: string): Promise<StudyRow> {
  const before = await findRemovedStudy(tx, id, request.reach)
  if (!before) throw mactorErrors['mactor-study-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'mactorStudy.restored')
}

/** Sets the actors of the version that If-Match names, in this order. */
export async function putActors(tx: Db, request: FastifyRequest, id: string, stakeholderIds: readonly string[]): Promise<StudyRow> {
  const before = await requireStudy(tx, id, request.reach)
  requireMatch(request, before.version)
  await replaceActors(tx, before, stakeholderIds, request.reach)
  return save(tx, request, before, {}, 'mactorStudy.updated')
}

/** Sets the objectives of the version that If-Match names, in this order. */
export async function putObjectives(tx: Db, request: FastifyRequest, id: string, objectives: readonly ObjectivePut[]): Promise<StudyRow> {
  const before = await requireStudy(tx, id, request.reach)
  requireMatch(request, before.version)
  await replaceObjectives(tx, before, objectives, request.reach)
  return save(tx, request, before, {}, 'mactorStudy.updated')
}

/** The study, or a 404 that does not tell absent from out of reach. */
export async function requireStudy(db: Db, id: string, reach: Reach, asOf?: Date): Promise<StudyRow> {
  const row = await findStudy(db, id, reach, asOf)
  if (!row) throw mactorErrors['mactor-study-not-found']()
  return row
}

/** A study as the audit keeps it: members by their words. */
const told = (row: StudyRow) => ({ ...row, actors: row.actors.map((a) => a.name), objectives: row.objectives.map((o) => o.title) })

async function save(tx: Db, request: FastifyRequest, before: StudyRow, change: Parameters<typeof updateStudy>[2], type: `mactorStudy.${string}`): Promise<StudyRow> {
  const row = await updateStudy(tx, before, change)
  if (!row) throw commonErrors['stale-version']()
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: told(before), after: told(row) })
  return row
}
