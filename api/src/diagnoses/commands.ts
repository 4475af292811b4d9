import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { findBody } from '../bodies/queries.ts'
import { requireQuorum } from '../bodies/quorum.ts'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { parisDay } from '../plugins/day-bounds.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { requireScenarioAt } from '../scenarios/commands.ts'
import { diagnosisErrors } from './errors.ts'
import { type DiagnosisRow, findDiagnosis, findRemovedDiagnosis, insertDiagnosis, updateDiagnosis } from './queries.ts'
import type { DiagnosisAdopt, DiagnosisCreate, DiagnosisPatch } from './schemas.ts'

/** The diagnosis, or a 404 that does not tell absent from out of reach. */
export async function requireDiagnosis(db: Db, id: string, reach: Reach): Promise<DiagnosisRow> {
  const row = await findDiagnosis(db, id, reach)
  if (!row) throw diagnosisErrors['diagnosis-not-found']()
  return row
}

export async function createDiagnosis(tx: Db, request: FastifyRequest, body: z.output<typeof DiagnosisCreate>): Promise<DiagnosisRow> {
  requireReach(request, body.perimeterId)
  await requireFuture(tx, { horizon: body.horizon, scenario: body.scenario ?? '', perimeterId: body.perimeterId })
  const id = await insertDiagnosis(tx, { ...present(body), reference: await takeReference(tx) })
  const row = await requireDiagnosis(tx, id, 'all')
  await record(tx, request, { type: 'diagnosis.created', objectId: id, perimeterId: row.perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names; what a body adopted does not change under it. */
export async function patchDiagnosis(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof DiagnosisPatch>): Promise<DiagnosisRow> {
  const before = await requireDraft(tx, id, request.reach)
  requireMatch(request, before.version)
  if (patch.horizon !== undefined || patch.scenario !== undefined) await requireFuture(tx, { ...before, ...present(patch) })
  return save(tx, request, before, present(patch), 'diagnosis.updated')
}

/** Keeps that a body adopted the conclusion on a day; where the body has a quorum, at the meeting named. */
export async function adoptDiagnosis(tx: Db, request: FastifyRequest, id: string, { bodyId, on, sessionId }: z.output<typeof DiagnosisAdopt>): Promise<DiagnosisRow> {
  const before = await requireDraft(tx, id, request.reach)
  if (before.conclusion.trim() === '') throw diagnosisErrors['diagnosis-without-conclusion']({ errors: [{ pointer: '/conclusion', code: 'required', message: 'a conclusion' }] })
  if (on > parisDay(new Date())) throw diagnosisErrors['diagnosis-adoption-in-future']({ errors: [{ pointer: '/on', code: 'future', message: 'in the future' }] })
  if (!(await findBody(tx, bodyId, request.reach))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/bodyId', code: 'unknown', message: 'unknown body' }] })
  const { day } = await requireQuorum(tx, bodyId, sessionId ?? null)
  if (day && on < day) throw diagnosisErrors['diagnosis-adoption-before-meeting']({ params: { day }, errors: [{ pointer: '/on', code: 'before', message: day }] })
  return save(tx, request, before, { bodyId, adoptedOn: on }, 'diagnosis.adopted', { sessionId: sessionId ?? null })
}

/** Takes the adoption back: the diagnosis is a draft again. */
export async function reopenDiagnosis(tx: Db, request: FastifyRequest, id: string): Promise<DiagnosisRow> {
  const before = await requireDiagnosis(tx, id, request.reach)
  if (before.status !== 'adopted') throw diagnosisErrors['diagnosis-not-adopted']()
  return save(tx, request, before, { bodyId: null, adoptedOn: null }, 'diagnosis.reopened')
}

export async function removeDiagnosis(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireDraft(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateDiagnosis(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'diagnosis.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreDiagnosis(tx: Db, request: FastifyRequest, id: string): Promise<DiagnosisRow> {
  const before = await findRemovedDiagnosis(tx, id, request.reach)
  if (!before) throw diagnosisErrors['diagnosis-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'diagnosis.restored')
}

async function requireDraft(tx: Db, id: string, reach: Reach): Promise<DiagnosisRow> {
  const row = await requireDiagnosis(tx, id, reach)
  if (row.status === 'adopted') throw diagnosisErrors['diagnosis-adopted']()
  return row
}

async function requireFuture(tx: Db, { horizon, scenario, perimeterId }: Pick<DiagnosisRow, 'horizon' | 'scenario' | 'perimeterId'>): Promise<void> {
  if (horizon === 'now') throw diagnosisErrors['diagnosis-now']({ errors: [{ pointer: '/horizon', code: 'invalid', message: 'plus3 or plus10' }] })
  await requireScenarioAt(tx, { horizon, scenario }, { perimeterId })
}

async function save(tx: Db, request: FastifyRequest, before: DiagnosisRow, change: Parameters<typeof updateDiagnosis>[2], type: `diagnosis.${string}`, more: Record<string, unknown> = {}): Promise<DiagnosisRow> {
  if (!(await updateDiagnosis(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireDiagnosis(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: { ...row, ...more } })
  return row
}
