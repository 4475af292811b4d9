import type { Db } from '@convergence/db'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { requireActivityHead } from '../activities/commands.ts'
import { keepFile, sendFile } from '../files/store.ts'
import { nameOf } from '../files/types.ts'
import { principalIn, type Reach } from '../plugins/access.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import type { UploadedFile } from '../plugins/uploads.ts'
import { listSteps } from '../processes/queries.ts'
import { stepMarkErrors } from './errors.ts'
import { findMark, insertMark, lockMark, type StepMarkRow, updateMark } from './queries.ts'
import { owesNote } from './rules.ts'
import type { StepMarkCreate } from './schemas.ts'

// A clock a little ahead of ours is no date in the future.
const CLOCK_SLACK_MS = 120_000

/** Records somebody's word on a step of the process that the dialogue follows. */
export async function markStep(tx: Db, request: FastifyRequest, activityId: string, body: z.output<typeof StepMarkCreate>): Promise<StepMarkRow> {
  const activity = await requireActivityHead(tx, activityId, request.reach)
  const steps = activity.processId ? await listSteps(tx, activity.processId) : []
  if (!steps.some((step) => step.id === body.stepId)) throw stepMarkErrors['step-mark-foreign-step']({ errors: [{ pointer: '/stepId', code: 'foreign', message: 'not a step of its process' }] })
  if (owesNote(body.state) && !body.note?.trim()) throw stepMarkErrors['step-mark-reason-missing']({ errors: [{ pointer: '/note', code: 'required', message: 'needed for this state' }] })
  const statedAt = body.statedAt ?? new Date()
  if (statedAt.getTime() > Date.now() + CLOCK_SLACK_MS) throw stepMarkErrors['step-mark-in-future']({ errors: [{ pointer: '/statedAt', code: 'future', message: 'in the future' }] })
  const { userId, kind } = principalIn(request)
  const id = await insertMark(tx, { ...present(body), stepId: body.stepId, state: body.state, activityId, statedAt, recordedBy: kind === 'user' ? userId : null })
  return told(tx, request, activity, id, 'step-mark.created')
}

/** Takes a mark back: it stays readable and counts no more; what was said before it counts again. */
export async function withdrawMark(tx: Db, request: FastifyRequest, activityId: string, id: string): Promise<StepMarkRow> {
  const activity = await requireActivityHead(tx, activityId, request.reach)
  const mark = await lockedMark(tx, activityId, id)
  if (mark.withdrawnAt) throw stepMarkErrors['step-mark-withdrawn']()
  await updateMark(tx, id, { withdrawnAt: new Date() })
  return told(tx, request, activity, id, 'step-mark.withdrawn')
}

/** Adds the file that proves a mark: once, since what was proved by it is not changed afterwards. */
export async function attachEvidence(tx: Db, request: FastifyRequest, activityId: string, id: string, file: UploadedFile): Promise<StepMarkRow> {
  const activity = await requireActivityHead(tx, activityId, request.reach)
  const mark = await lockedMark(tx, activityId, id)
  if (mark.withdrawnAt) throw stepMarkErrors['step-mark-withdrawn']()
  const { fileId, fileName } = await keepFile(tx, file)
  // The same bytes again: the answer of the first time was lost.
  if (mark.evidenceFileId === fileId) return mark
  if (mark.evidenceFileId) throw stepMarkErrors['step-mark-evidence-there']()
  await updateMark(tx, id, { evidenceFileId: fileId, evidenceName: mark.evidenceName || fileName })
  return told(tx, request, activity, id, 'step-mark.evidenceAdded')
}

/** The bytes of the evidence of a mark, to whoever reads the dialogue; a withdrawn mark keeps its own. */
export async function sendEvidence(db: Db, reply: FastifyReply, activityId: string, id: string, reach: Reach): Promise<FastifyReply> {
  await requireActivityHead(db, activityId, reach)
  const { evidenceFileId, evidenceName, evidenceType } = await requireMark(db, activityId, id)
  if (!evidenceFileId || !evidenceType) throw stepMarkErrors['step-mark-evidence-not-found']()
  return sendFile(db, reply, { fileId: evidenceFileId, fileName: nameOf(evidenceName, evidenceType) })
}

/** The mark of this dialogue, or a 404. */
export async function requireMark(db: Db, activityId: string, id: string): Promise<StepMarkRow> {
  const mark = await findMark(db, activityId, id)
  if (!mark) throw stepMarkErrors['step-mark-not-found']()
  return mark
}

async function lockedMark(tx: Db, activityId: string, id: string): Promise<StepMarkRow> {
  await requireMark(tx, activityId, id)
  await lockMark(tx, id)
  return requireMark(tx, activityId, id)
}

async function told(tx: Db, request: FastifyRequest, activity: { id: string; perimeterId: string }, id: string, type: `step-mark.${string}`): Promise<StepMarkRow> {
  const mark = await requireMark(tx, activity.id, id)
  await record(tx, request, { type, objectId: id, perimeterId: activity.perimeterId, after: mark })
  return mark
}
