import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { findOpenPlan, requireUser } from '../plans/commands.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { activityErrors } from './errors.ts'
import { type ActivityHead, type ActivityRow, countHeld, findActivity, findActivityHead, findRemovedActivity, insertActivity, processExists, updateActivity } from './queries.ts'
import { statusChange } from './rules.ts'
import type { ActivityCreate, ActivityPatch } from './schemas.ts'

/** Adds an activity to a plan that is not closed. */
export async function createActivity(tx: Db, request: FastifyRequest, body: z.output<typeof ActivityCreate>): Promise<ActivityRow> {
  const plan = await requirePlanNamed(tx, body.planId, request.reach)
  const perimeterId = body.perimeterId ?? plan.perimeterId
  requireReach(request, perimeterId)
  requirePeriod(plan, body)
  await requireNamed(tx, request.reach, body)
  const { planId, title, engagementLevel, startsOn, endsOn } = body
  const id = await insertActivity(tx, { ...present(body), planId, title, engagementLevel, startsOn, endsOn, perimeterId, reference: await takeReference(tx) })
  const row = await requireActivity(tx, id, 'all')
  await record(tx, request, { type: 'activity.created', objectId: id, perimeterId, after: told(row) })
  return row
}

/** Applies a merge patch to the version that If-Match names, in a plan that is not closed. */
export async function patchActivity(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof ActivityPatch>): Promise<ActivityRow> {
  const before = await requireActivity(tx, id, request.reach)
  requireMatch(request, before.version)
  await requirePlanNamed(tx, before.planId, 'all')
  const plan = await requirePlanNamed(tx, patch.planId ?? before.planId, patch.planId ? request.reach : 'all')
  if (patch.startsOn ?? patch.endsOn ?? patch.planId) requirePeriod(plan, { startsOn: patch.startsOn ?? before.startsOn, endsOn: patch.endsOn ?? before.endsOn })
  await requireNamed(tx, request.reach, patch)
  const turn = statusChange(before, patch)
  if (turn.fault) throw activityErrors[turn.fault]({ errors: [{ pointer: '/cancelReason', code: 'required', message: 'a reason' }] })
  return save(tx, request, before, { ...present(patch), ...turn.change }, turn.event)
}

/** Removes an activity of which no session was held; `restoreActivity` brings it back. */
export async function removeActivity(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireActivity(tx, id, request.reach)
  requireMatch(request, before.version)
  await requirePlanNamed(tx, before.planId, 'all')
  if ((await countHeld(tx, id)) > 0) throw activityErrors['activity-has-sessions']()
  if (!(await updateActivity(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'activity.removed', objectId: id, perimeterId: before.perimeterId, before: told(before) })
}

export async function restoreActivity(tx: Db, request: FastifyRequest, id: string): Promise<ActivityRow> {
  const before = await findRemovedActivity(tx, id, request.reach)
  if (!before) throw activityErrors['activity-not-found']()
  await requirePlanNamed(tx, before.planId, 'all')
  return save(tx, request, before, { deletedAt: null }, 'activity.restored')
}

/** The activity, or a 404 that does not tell absent from out of reach. */
export async function requireActivity(db: Db, id: string, reach: Reach): Promise<ActivityRow> {
  const row = await findActivity(db, id, reach)
  if (!row) throw activityErrors['activity-not-found']()
  return row
}

/** The activity whose parts may be read. */
export async function requireActivityHead(db: Db, id: string, reach: Reach): Promise<ActivityHead> {
  const head = await findActivityHead(db, id, reach)
  if (!head) throw activityErrors['activity-not-found']()
  return head
}

/** The activity whose parts may change: its plan is not closed. */
export async function requireOpenActivity(tx: Db, id: string, reach: Reach): Promise<ActivityHead> {
  const head = await requireActivityHead(tx, id, reach)
  await findOpenPlan(tx, head.planId, 'all')
  return head
}

async function requirePlanNamed(tx: Db, id: string, reach: Reach) {
  const plan = await findOpenPlan(tx, id, reach)
  if (!plan) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/planId', code: 'unknown', message: 'unknown plan' }] })
  return plan
}

async function requireNamed(tx: Db, reach: Reach, { ownerUserId, processId }: { ownerUserId?: string | null | undefined; processId?: string | null | undefined }): Promise<void> {
  await requireUser(tx, ownerUserId, '/ownerUserId')
  if (processId && !(await processExists(tx, processId, reach))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/processId', code: 'unknown', message: 'unknown process' }] })
}

function requirePeriod(plan: { startsOn: string; endsOn: string }, { startsOn, endsOn }: { startsOn: string; endsOn: string }): void {
  const at = (pointer: string) => ({ errors: [{ pointer, code: 'period', message: `${startsOn} – ${endsOn}` }] })
  if (endsOn < startsOn) throw activityErrors['activity-ends-before-start'](at('/endsOn'))
  if (startsOn < plan.startsOn || endsOn > plan.endsOn) throw activityErrors['activity-outside-plan']({ ...at(startsOn < plan.startsOn ? '/startsOn' : '/endsOn'), params: { from: plan.startsOn, to: plan.endsOn } })
}

/** What the journal keeps: the activity without the figures over its parts. */
function told(row: ActivityRow): Record<string, unknown> {
  const { pace: _pace, sessionsDue: _due, sessionsHeld: _held, sessionsAhead: _ahead, audience: _audience, tasks: _tasks, tasksDone: _done, tasksLate: _late, risks: _risks, worstRisk: _worst, sessions: _sessions, ...kept } = row
  return kept
}

async function save(tx: Db, request: FastifyRequest, before: ActivityRow, change: Parameters<typeof updateActivity>[2], type: `activity.${string}`): Promise<ActivityRow> {
  if (!(await updateActivity(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireActivity(tx, before.id, request.reach)
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: told(before), after: told(row) })
  return row
}
