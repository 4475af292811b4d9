import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { answerAttendance, settle } from './commands.attendances.ts'
import { requireTraining } from './commands.ts'
import { trainingErrors } from './errors.ts'
import { findTrainingSession, insertTrainingSession, listAttendances, lockTrainingSession, type TrainingRow, type TrainingSessionRow, updateTrainingSession } from './queries.ts'
import { mayBecome, type TrainingSessionStatus } from './rules.ts'
import type { TrainingHold, TrainingSessionCreate, TrainingSessionPatch } from './schemas.ts'

/** Sets a date of a programme. */
export async function planTrainingSession(tx: Db, request: FastifyRequest, trainingId: string, body: z.output<typeof TrainingSessionCreate>): Promise<TrainingSessionRow> {
  const training = await requireTraining(tx, trainingId, request.reach)
  requireOrder(body.startsAt, body.endsAt ?? null)
  const id = await insertTrainingSession(tx, { ...present(body), startsAt: body.startsAt, trainingId })
  const row = await requireTrainingSession(tx, id, 'all')
  await record(tx, request, { type: 'training-session.created', objectId: id, perimeterId: training.perimeterId, after: told(row) })
  return row
}

export async function patchTrainingSession(tx: Db, request: FastifyRequest, id: string, patch: z.output<typeof TrainingSessionPatch>): Promise<TrainingSessionRow> {
  const { session, training } = await locked(tx, id, request.reach)
  requireMatch(request, session.version)
  requireOrder(patch.startsAt ?? session.startsAt, patch.endsAt === undefined ? session.endsAt : patch.endsAt)
  const taken = (await listAttendances(tx, id)).filter((one) => one.status !== 'absent').length
  if (patch.seats && patch.seats < taken) throw trainingErrors['training-session-seats-taken']({ params: { taken, seats: patch.seats }, errors: [{ pointer: '/seats', code: 'too_small', message: 'fewer than those registered' }] })
  return save(tx, request, session, training, present(patch), 'training-session.updated')
}

/** Records that a session took place: the sheet is closed, and whoever came and showed the skill is granted it. */
export async function holdTrainingSession(tx: Db, request: FastifyRequest, id: string, body: z.output<typeof TrainingHold>): Promise<TrainingSessionRow> {
  const { session, training } = await locked(tx, id, request.reach)
  requireStep(session.status, 'held')
  if (session.startsAt > new Date()) throw trainingErrors['training-session-ahead']()
  for (const [i, { id: attendanceId, status, passed }] of (body.attendances ?? []).entries()) await answerAttendance(tx, request, { session, training }, attendanceId, { status, passed: passed ?? null }, `/attendances/${i}`)
  const open = (await listAttendances(tx, id)).filter((one) => one.status === 'registered').length
  if (open > 0) throw trainingErrors['training-attendance-open']({ params: { count: open } })
  return step(tx, request, session, training, 'held')
}

export async function cancelTrainingSession(tx: Db, request: FastifyRequest, id: string): Promise<TrainingSessionRow> {
  const { session, training } = await locked(tx, id, request.reach)
  requireStep(session.status, 'cancelled')
  return step(tx, request, session, training, 'cancelled')
}

/** Undoes a holding or a cancelling by mistake: skills that the session granted are taken back. */
export async function reopenTrainingSession(tx: Db, request: FastifyRequest, id: string): Promise<TrainingSessionRow> {
  const { session, training } = await locked(tx, id, request.reach)
  requireStep(session.status, 'planned')
  return step(tx, request, session, training, 'planned')
}

async function step(tx: Db, request: FastifyRequest, session: TrainingSessionRow, training: TrainingRow, status: TrainingSessionStatus): Promise<TrainingSessionRow> {
  await save(tx, request, session, training, { status }, `training-session.${status === 'planned' ? 'reopened' : status}`)
  const after = await requireTrainingSession(tx, session.id, 'all')
  for (const attendance of await listAttendances(tx, session.id)) await settle(tx, request, { session: after, training }, attendance)
  return requireTrainingSession(tx, session.id, 'all')
}

/** The date within reach, or a 404. */
export async function requireTrainingSession(db: Db, id: string, reach: Reach): Promise<TrainingSessionRow> {
  const row = await findTrainingSession(db, id, reach)
  if (!row) throw trainingErrors['training-session-not-found']()
  return row
}

/** The date and its programme, locked until the transaction ends. */
export async function locked(tx: Db, id: string, reach: Reach): Promise<{ session: TrainingSessionRow; training: TrainingRow }> {
  await requireTrainingSession(tx, id, reach)
  await lockTrainingSession(tx, id)
  const session = await requireTrainingSession(tx, id, reach)
  return { session, training: await requireTraining(tx, session.trainingId, reach) }
}

function requireStep(from: TrainingSessionStatus, to: TrainingSessionStatus): void {
  if (!mayBecome(from, to)) throw trainingErrors['training-session-status']({ params: { from, to } })
}

function requireOrder(startsAt: Date, endsAt: Date | null): void {
  if (endsAt && endsAt < startsAt) throw trainingErrors['training-session-order']({ errors: [{ pointer: '/endsAt', code: 'order', message: 'before startsAt' }] })
}

const told = ({ trainingId, startsAt, endsAt, place, trainer, seats, status }: TrainingSessionRow) => ({ trainingId, startsAt, endsAt, place, trainer, seats, status })

async function save(tx: Db, request: FastifyRequest, before: TrainingSessionRow, training: TrainingRow, change: Parameters<typeof updateTrainingSession>[2], type: `training-session.${string}`): Promise<TrainingSessionRow> {
  if (!(await updateTrainingSession(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireTrainingSession(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: training.perimeterId, before: told(before), after: told(row) })
  return row
}
