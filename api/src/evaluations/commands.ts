import { type Db, schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { parisDay } from '../plugins/day-bounds.ts'
import { requireMatch } from '../plugins/etag.ts'
import { within } from '../plugins/reach.ts'
import { record } from '../plugins/record.ts'
import { takeReference } from '../plugins/reference.ts'
import { endOfDay } from '../positions/current.ts'
import { requireQuestionnaire } from '../questionnaires/commands.ts'
import { evaluationErrors } from './errors.ts'
import { type EvaluationRow, findEvaluation, findRemovedEvaluation, insertEvaluation, updateEvaluation } from './queries.ts'
import type { EvaluationCreate, EvaluationPatch } from './schemas.ts'

const { activities, sessions } = schema

/** Prepares an evaluation of a session or of an activity; nobody is asked until it opens. */
export async function createEvaluation(tx: Db, request: FastifyRequest, { questionnaireId, sessionId, activityId }: z.output<typeof EvaluationCreate>): Promise<EvaluationRow> {
  const subject = await findSubject(tx, { sessionId, activityId }, request.reach)
  requireReach(request, subject.perimeterId)
  await requireQuestionnaire(tx, questionnaireId, request.reach)
  const id = await insertEvaluation(tx, { questionnaireId, sessionId: sessionId ?? null, activityId: activityId ?? null, ...subject, reference: await takeReference(tx) })
  const row = await requireEvaluation(tx, id, 'all')
  await record(tx, request, { type: 'evaluation.created', objectId: id, perimeterId: row.perimeterId, after: told(row) })
  return row
}

async function findSubject(db: Db, { sessionId, activityId }: { sessionId: string | undefined; activityId: string | undefined }, reach: Reach): Promise<{ perimeterId: string; fictional: boolean }> {
  if ((sessionId === undefined) === (activityId === undefined)) throw evaluationErrors['evaluation-subject']({ errors: [{ pointer: '/sessionId', code: 'evaluation-subject', message: 'one of sessionId and activityId' }] })
  const table = sessionId ? sessions : activities
  const [row] = await db.select({ perimeterId: table.perimeterId, fictional: table.fictional }).from(table).where(and(eq(table.id, sessionId ?? activityId ?? ''), isNull(table.deletedAt), within(table.perimeterId, reach)))
  if (!row) throw evaluationErrors['evaluation-subject']({ errors: [{ pointer: sessionId ? '/sessionId' : '/activityId', code: 'unknown', message: 'not found' }] })
  return row
}

/** Applies a merge patch: another questionnaire before it opens, another last day until it is closed. */
export async function patchEvaluation(tx: Db, request: FastifyRequest, id: string, { questionnaireId, closesOn }: z.output<typeof EvaluationPatch>): Promise<EvaluationRow> {
  const before = await requireEvaluation(tx, id, request.reach)
  requireMatch(request, before.version)
  if (before.status === 'closed' || (questionnaireId && before.status !== 'draft')) throw evaluationErrors['evaluation-step']()
  if (questionnaireId) await requireQuestionnaire(tx, questionnaireId, request.reach)
  return save(tx, request, before, { ...(questionnaireId ? { questionnaireId } : {}), ...(closesOn === undefined ? {} : { closesAt: closingOf(closesOn) }) }, 'evaluation.updated')
}

export async function removeEvaluation(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireEvaluation(tx, id, request.reach)
  requireMatch(request, before.version)
  if (!(await updateEvaluation(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'evaluation.removed', objectId: id, perimeterId: before.perimeterId, before: told(before) })
}

export async function restoreEvaluation(tx: Db, request: FastifyRequest, id: string): Promise<EvaluationRow> {
  const before = await findRemovedEvaluation(tx, id, request.reach)
  if (!before) throw evaluationErrors['evaluation-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'evaluation.restored')
}

/** The evaluation, or a 404 that does not tell absent from out of reach. */
export async function requireEvaluation(db: Db, id: string, reach: Reach): Promise<EvaluationRow> {
  const row = await findEvaluation(db, id, reach)
  if (!row) throw evaluationErrors['evaluation-not-found']()
  return row
}

/** The end of the last day to answer; 422 when it has passed. */
export function closingOf(closesOn: string | null): Date | null {
  if (closesOn === null) return null
  if (closesOn < parisDay(new Date())) throw evaluationErrors['evaluation-closing-past']({ errors: [{ pointer: '/closesOn', code: 'evaluation-closing-past', message: 'in the past' }] })
  return endOfDay(closesOn)
}

/** Writes a change and tells it; counts of answers are no part of what is told. */
export async function save(tx: Db, request: FastifyRequest, before: EvaluationRow, change: Parameters<typeof updateEvaluation>[2], type: `evaluation.${string}`): Promise<EvaluationRow> {
  if (!(await updateEvaluation(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireEvaluation(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before: told(before), after: told(row) })
  return row
}

const told = ({ reference, questionnaireId, sessionId, activityId, status, opensAt, closesAt }: EvaluationRow) => ({ reference, questionnaireId, sessionId, activityId, status, opensAt, closesAt })
