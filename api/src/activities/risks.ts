import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { requireActivityHead, requireOpenActivity } from './commands.ts'
import { activityErrors } from './errors.ts'
import type { RiskCreate, RiskPatch } from './schemas.parts.ts'

const { activityRisks } = schema
const columns = { ...getTableColumns(activityRisks), score: sql<number>`(${activityRisks.likelihood} * ${activityRisks.severity})::int` }

/** The risks of an activity, the worst first. */
export async function listRisks(db: Db, activityId: string, reach: Reach) {
  await requireActivityHead(db, activityId, reach)
  return db.select(columns).from(activityRisks).where(eq(activityRisks.activityId, activityId)).orderBy(sql`${activityRisks.likelihood} * ${activityRisks.severity} desc`, activityRisks.id)
}

export async function requireRisk(db: Db, activityId: string, id: string, reach: Reach) {
  await requireActivityHead(db, activityId, reach)
  const [row] = await db.select(columns).from(activityRisks).where(and(eq(activityRisks.activityId, activityId), eq(activityRisks.id, id)))
  if (!row) throw activityErrors['activity-part-not-found']()
  return row
}

export async function addRisk(tx: Db, request: FastifyRequest, activityId: string, body: z.output<typeof RiskCreate>) {
  const head = await requireOpenActivity(tx, activityId, request.reach)
  const { risk, likelihood, severity } = body
  const [inserted] = await tx.insert(activityRisks).values({ ...present(body), risk, likelihood, severity, activityId }).returning({ id: activityRisks.id })
  const row = await requireRisk(tx, activityId, inserted?.id ?? '', request.reach)
  await record(tx, request, { type: 'activity-risk.created', objectId: row.id, perimeterId: head.perimeterId, after: row })
  return row
}

export async function patchRisk(tx: Db, request: FastifyRequest, activityId: string, id: string, patch: z.output<typeof RiskPatch>) {
  const head = await requireOpenActivity(tx, activityId, request.reach)
  const before = await requireRisk(tx, activityId, id, request.reach)
  requireMatch(request, before.version)
  const done = await tx.update(activityRisks).set({ ...present(patch), version: sql`${activityRisks.version} + 1`, updatedAt: new Date() }).where(and(eq(activityRisks.id, id), eq(activityRisks.version, before.version))).returning({ id: activityRisks.id })
  if (done.length === 0) throw commonErrors['stale-version']()
  const row = await requireRisk(tx, activityId, id, request.reach)
  await record(tx, request, { type: 'activity-risk.updated', objectId: id, perimeterId: head.perimeterId, before, after: row })
  return row
}

export async function removeRisk(tx: Db, request: FastifyRequest, activityId: string, id: string): Promise<void> {
  const head = await requireOpenActivity(tx, activityId, request.reach)
  const before = await requireRisk(tx, activityId, id, request.reach)
  requireMatch(request, before.version)
  await tx.delete(activityRisks).where(eq(activityRisks.id, id))
  await record(tx, request, { type: 'activity-risk.removed', objectId: id, perimeterId: head.perimeterId, before })
}
