import { type Db, schema } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { principalIn, type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { record } from '../plugins/record.ts'
import { processingErrors } from './errors.ts'
import { findProcessing, type ProcessingRow, updateProcessing } from './queries.ts'
import { BALANCING_MIN, isBalanced } from './rules.ts'
import type { ProcessingCreate, ProcessingPatch } from './schemas.ts'

/** The processing, or a 404 that does not tell absent from out of reach. */
export async function requireProcessing(db: Db, id: string, reach: Reach): Promise<ProcessingRow> {
  const row = await findProcessing(db, id, reach)
  if (!row) throw processingErrors['processing-not-found']()
  return row
}

function requireBalance(p: { legalBasis: string; balancingTest: string }): void {
  if (!isBalanced(p)) throw processingErrors['processing-unbalanced']({ params: { count: BALANCING_MIN }, errors: [{ pointer: '/balancingTest', code: 'too_short', message: `${BALANCING_MIN}` }] })
}

function requireFuture(endsOn: string | undefined): void {
  if (endsOn !== undefined && endsOn <= new Date().toISOString().slice(0, 10)) throw processingErrors['processing-ended']({ errors: [{ pointer: '/endsOn', code: 'past', message: endsOn }] })
}

export async function createProcessing(tx: Db, request: FastifyRequest, body: z.output<typeof ProcessingCreate>): Promise<ProcessingRow> {
  requireReach(request, body.perimeterId)
  requireFuture(body.endsOn)
  const values = { ...body, balancingTest: body.balancingTest ?? '', ownerId: body.ownerId ?? principalIn(request).userId }
  requireBalance(values)
  const [made] = await tx.insert(schema.processings).values(values).returning({ id: schema.processings.id })
  if (!made) throw new Error('insert returned no row')
  const row = await requireProcessing(tx, made.id, request.reach)
  await record(tx, request, { type: 'processing.created', objectId: row.id, perimeterId: row.perimeterId, after: row })
  return row
}

export async function patchProcessing(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof ProcessingPatch>): Promise<ProcessingRow> {
  const before = await requireProcessing(tx, id, request.reach)
  requireMatch(request, before.version)
  requireFuture(patch.endsOn)
  requireBalance({ legalBasis: patch.legalBasis ?? before.legalBasis, balancingTest: patch.balancingTest ?? before.balancingTest })
  if (!(await updateProcessing(tx, before, patch))) throw commonErrors['stale-version']()
  const row = await requireProcessing(tx, id, request.reach)
  await record(tx, request, { type: 'processing.updated', objectId: id, perimeterId: row.perimeterId, before, after: row })
  return row
}

/** Takes the line out of the register; the audit keeps that it stood there. */
export async function removeProcessing(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireProcessing(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateProcessing(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'processing.deleted', objectId: id, perimeterId: before.perimeterId, before })
}
