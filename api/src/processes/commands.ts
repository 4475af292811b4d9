import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { processErrors } from './errors.ts'
import { countFollowers, findProcess, findRemovedProcess, insertProcess, type ProcessRow, updateProcess } from './queries.ts'
import { phasesTogether } from './rules.ts'
import type { ProcessCopy, ProcessCreate, ProcessPatch } from './schemas.ts'

/** The process, or a 404 that does not tell absent from out of reach. One of a perimeter above is read, not changed. */
export async function requireProcess(db: Db, id: string, reach: Reach): Promise<ProcessRow> {
  const row = await findProcess(db, id, reach)
  if (!row) throw processErrors['process-not-found']()
  return row
}

/** The process to be changed by this request: 403 when it belongs to a perimeter above. */
export async function requireOwnProcess(db: Db, request: FastifyRequest, id: string): Promise<ProcessRow> {
  const row = await requireProcess(db, id, request.reach)
  requireReach(request, row.perimeterId)
  return row
}

/** Writes a process down, with its steps in their order. */
export async function createProcess(tx: Db, request: FastifyRequest, { steps, ...body }: z.output<typeof ProcessCreate>): Promise<ProcessRow> {
  requireReach(request, body.perimeterId)
  if (!phasesTogether(steps)) throw processErrors['process-phases-apart']({ errors: [{ pointer: '/steps', code: 'phases_apart', message: 'a phase comes back after another' }] })
  const id = await insertProcess(tx, { ...present(body), title: body.title, perimeterId: body.perimeterId }, steps.map(present))
  return recordCreated(tx, request, id, 'process.created')
}

/** A process of one's own from a model or from another process: its words and steps, none of what was marked on it. */
export async function copyProcess(tx: Db, request: FastifyRequest, id: string, { title, perimeterId, template }: z.output<typeof ProcessCopy>): Promise<ProcessRow> {
  const { purpose, source, language, steps } = await requireProcess(tx, id, request.reach)
  requireReach(request, perimeterId)
  const copies = steps.map((step) => ({ phase: step.phase, title: step.title, guidance: step.guidance, responsible: step.responsible, evidence: step.evidence, check: step.check, fact: step.fact }))
  return recordCreated(tx, request, await insertProcess(tx, { title, perimeterId, template, purpose, source, language }, copies), 'process.copied')
}

async function recordCreated(tx: Db, request: FastifyRequest, id: string, type: `process.${string}`): Promise<ProcessRow> {
  const row = await requireProcess(tx, id, request.reach)
  await record(tx, request, { type, objectId: id, perimeterId: row.perimeterId, after: row })
  return row
}

/** Applies a merge patch to the version that If-Match names. */
export async function patchProcess(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof ProcessPatch>): Promise<ProcessRow> {
  const before = await requireOwnProcess(tx, request, id)
  requireMatch(request, before.version)
  return saveProcess(tx, request, before, present(patch), 'process.updated')
}

/** Removes a process that no dialogue follows; `restoreProcess` brings it back. */
export async function removeProcess(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireOwnProcess(tx, request, id)
  requireMatch(request, before.version)
  const followers = await countFollowers(tx, id)
  if (followers > 0) throw processErrors['process-followed']({ params: { n: followers } })
  if (!(await updateProcess(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'process.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreProcess(tx: Db, request: FastifyRequest, id: string): Promise<ProcessRow> {
  const before = await findRemovedProcess(tx, id, request.reach)
  if (!before) throw processErrors['process-not-found']()
  return saveProcess(tx, request, before, { deletedAt: null }, 'process.restored')
}

/** Writes a change of the row, or only its new version when one of its steps changed. */
export async function saveProcess(tx: Db, request: FastifyRequest, before: ProcessRow, change: Parameters<typeof updateProcess>[2], type: `process.${string}`): Promise<ProcessRow> {
  if (!(await updateProcess(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireProcess(tx, before.id, request.reach)
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
