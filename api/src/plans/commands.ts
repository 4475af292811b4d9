import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { userExists } from '../sessions/queries.ts'
import { requireAdoption } from './adoption.ts'
import { planErrors } from './errors.ts'
import { findPlan, findPlanHead, findRemovedPlan, insertPlan, type PlanRow, updatePlan } from './queries.ts'
import { periodFault, type PlanStatus, reopened } from './rules.ts'
import type { PlanAdopt, PlanCreate, PlanPatch } from './schemas.ts'

const { activities } = schema

/** Begins a plan, as a draft. */
export async function createPlan(tx: Db, request: FastifyRequest, body: z.output<typeof PlanCreate>): Promise<PlanRow> {
  requireReach(request, body.perimeterId)
  requirePeriod(body.startsOn, body.endsOn)
  await requireUser(tx, body.ownerUserId, '/ownerUserId')
  const { title, perimeterId, startsOn, endsOn } = body
  const id = await insertPlan(tx, { ...present(body), title, perimeterId, startsOn, endsOn, reference: await takeReference(tx) })
  const row = await requirePlan(tx, id, 'all')
  await record(tx, request, { type: 'plan.created', objectId: id, perimeterId, after: told(row) })
  return row
}

/** Applies a merge patch to the version that If-Match names; a closed plan stays as it is. */
export async function patchPlan(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof PlanPatch>): Promise<PlanRow> {
  const before = await requirePlan(tx, id, request.reach)
  requireMatch(request, before.version)
  if (before.status === 'closed') throw planErrors['plan-closed']()
  requirePeriod(patch.startsOn ?? before.startsOn, patch.endsOn ?? before.endsOn)
  await requireUser(tx, patch.ownerUserId, '/ownerUserId')
  return save(tx, request, before, present(patch), 'plan.updated')
}

/** Keeps that the plan was adopted: on which day and, where a body did, by which body at which of its meetings. */
export async function adoptPlan(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof PlanAdopt>): Promise<PlanRow> {
  const before = await requirePlan(tx, id, request.reach)
  if (before.status !== 'draft') throw refused(before.status, 'adopted')
  await requireAdoption(tx, request, body)
  return save(tx, request, before, { status: 'adopted', adoptedOn: body.on, adoptedByBodyId: body.bodyId ?? null, adoptedAtSessionId: body.sessionId ?? null }, 'plan.adopted')
}

export async function closePlan(tx: Db, request: FastifyRequest, id: string): Promise<PlanRow> {
  const before = await requirePlan(tx, id, request.reach)
  if (before.status !== 'adopted') throw refused(before.status, 'closed')
  return save(tx, request, before, { status: 'closed' }, 'plan.closed')
}

/** One step back: a closed plan is adopted again, an adopted one a draft whose adoption is taken back. */
export async function reopenPlan(tx: Db, request: FastifyRequest, id: string): Promise<PlanRow> {
  const before = await requirePlan(tx, id, request.reach)
  const status = reopened(before.status)
  if (!status) throw refused(before.status, 'draft')
  return save(tx, request, before, { status, ...(status === 'draft' ? { adoptedOn: null, adoptedByBodyId: null, adoptedAtSessionId: null } : {}) }, 'plan.reopened')
}

/** Removes a plan in which nothing was begun; `restorePlan` brings it back. */
export async function removePlan(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requirePlan(tx, id, request.reach)
  requireMatch(request, before.version)
  if ((await tx.$count(activities, and(eq(activities.planId, id), isNull(activities.deletedAt), inArray(activities.status, ['under_way', 'done'])))) > 0) throw planErrors['plan-has-activities']()
  if (!(await updatePlan(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'plan.removed', objectId: id, perimeterId: before.perimeterId, before: told(before) })
}

export async function restorePlan(tx: Db, request: FastifyRequest, id: string): Promise<PlanRow> {
  const before = await findRemovedPlan(tx, id, request.reach)
  if (!before) throw planErrors['plan-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'plan.restored')
}

/** The plan, or a 404 that does not tell absent from out of reach. */
export async function requirePlan(db: Db, id: string, reach: Reach): Promise<PlanRow> {
  const row = await findPlan(db, id, reach)
  if (!row) throw planErrors['plan-not-found']()
  return row
}

/** The plan whose activities may change; null when there is none within reach. A closed one is refused. */
export async function findOpenPlan(tx: Db, id: string, reach: Reach) {
  const head = await findPlanHead(tx, id, reach)
  if (head?.status === 'closed') throw planErrors['plan-closed']()
  return head
}

/** Refuses an account that does not exist; none named is none missing. */
export async function requireUser(tx: Db, id: string | null | undefined, pointer: string): Promise<void> {
  if (id && !(await userExists(tx, id))) throw commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown user' }] })
}

const refused = (from: PlanStatus, to: PlanStatus) => planErrors['plan-transition-refused']({ params: { from, to } })

function requirePeriod(startsOn: string, endsOn: string): void {
  const fault = periodFault(startsOn, endsOn)
  if (fault) throw planErrors[fault]({ errors: [{ pointer: '/endsOn', code: 'period', message: `${startsOn} – ${endsOn}` }] })
}

/** What the journal keeps: the plan without the figures over its activities. */
const told = ({ tally: _tally, ...row }: PlanRow): Record<string, unknown> => row

async function save(tx: Db, request: FastifyRequest, before: PlanRow, change: Parameters<typeof updatePlan>[2], type: `plan.${string}`): Promise<PlanRow> {
  if (!(await updatePlan(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requirePlan(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: told(before), after: told(row) })
  return row
}
