import { type Db, schema } from '@convergence/db'
import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireMatch } from '../plugins/etag.ts'
import { record } from '../plugins/record.ts'
import { dayIn } from '../positions/rules.ts'
import { requireStakeholders } from '../sessions/participants.ts'
import { findUser } from '../users/queries.ts'
import { trainingErrors } from './errors.ts'
import { deleteAttendance, findAttendance, insertAttendance, listAttendances, type TrainingAttendanceRow, type TrainingRow, type TrainingSessionRow, updateAttendance } from './queries.ts'
import { grantsSkill, hasRoom, lastDayOf } from './rules.ts'
import type { TrainingAttendanceCreate, TrainingAttendancePatch } from './schemas.ts'

const { qualifications, stakeholders } = schema
const SOURCE_MAX = 200

/** A date of a programme, held until the transaction ends. */
export interface Held { session: TrainingSessionRow; training: TrainingRow }

/** Puts somebody on the sheet of a session. */
export async function registerFor(tx: Db, request: FastifyRequest, held: Held, body: z.output<typeof TrainingAttendanceCreate>): Promise<TrainingAttendanceRow> {
  const { session, training } = held
  if (session.status === 'cancelled') throw trainingErrors['training-session-cancelled']()
  if ('userId' in body) await requireAccount(tx, body.userId)
  else await requirePerson(tx, request, body.stakeholderId)
  const taken = (await listAttendances(tx, session.id)).filter((one) => one.status !== 'absent').length
  if (!hasRoom(session.seats, taken)) throw trainingErrors['training-session-full']({ params: { seats: session.seats ?? 0 } })
  const id = await insertAttendance(tx, { ...body, trainingSessionId: session.id })
  if (!id) throw trainingErrors['training-already-registered']()
  const row = await requireAttendance(tx, session.id, id)
  await record(tx, request, { type: 'training-attendance.created', objectId: id, perimeterId: training.perimeterId, after: told(row) })
  return row
}

async function requireAccount(tx: Db, id: string): Promise<void> {
  const account = await findUser(tx, id)
  if (!account || account.disabledAt) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/userId', code: 'unknown', message: 'unknown id' }] })
}

async function requirePerson(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  await requireStakeholders(tx, [id], request.reach, '/stakeholderId')
  const [row] = await tx.select({ kind: stakeholders.kind }).from(stakeholders).where(eq(stakeholders.id, id))
  if (row?.kind !== 'person') throw trainingErrors['training-person-only']({ errors: [{ pointer: '/stakeholderId', code: 'invalid', message: 'not a person' }] })
}

/** Says whether somebody came, and whether they showed the skill. */
export async function patchAttendance(tx: Db, request: FastifyRequest, held: Held, id: string, patch: z.output<typeof TrainingAttendancePatch>): Promise<TrainingAttendanceRow> {
  const before = await requireAttendance(tx, held.session.id, id)
  requireMatch(request, before.version)
  // Who turns out not to have come has shown nothing.
  const status = patch.status ?? before.status
  return answerAttendance(tx, request, held, id, { status, passed: patch.passed === undefined ? (status === 'attended' ? before.passed : null) : patch.passed }, '')
}

type Answer = Pick<TrainingAttendanceRow, 'status' | 'passed'>

export async function answerAttendance(tx: Db, request: FastifyRequest, held: Held, id: string, answer: Answer, pointer: string): Promise<TrainingAttendanceRow> {
  const before = await findAttendance(tx, held.session.id, id)
  if (!before) throw pointer ? commonErrors['unknown-reference']({ errors: [{ pointer: `${pointer}/id`, code: 'unknown', message: 'not on this sheet' }] }) : trainingErrors['training-attendance-not-found']()
  if (answer.passed !== null && answer.status !== 'attended') throw trainingErrors['training-attendance-passed']({ errors: [{ pointer: `${pointer}/passed`, code: 'unexpected', message: 'only of who attended' }] })
  if (!(await updateAttendance(tx, before, answer))) throw commonErrors['stale-version']()
  const row = await requireAttendance(tx, held.session.id, id)
  await record(tx, request, { type: 'training-attendance.updated', objectId: id, perimeterId: held.training.perimeterId, before: told(before), after: told(row) })
  await settle(tx, request, held, row)
  return requireAttendance(tx, held.session.id, id)
}

/** Takes somebody off the sheet, with the skill that it granted. */
export async function removeAttendance(tx: Db, request: FastifyRequest, held: Held, id: string): Promise<void> {
  const before = await requireAttendance(tx, held.session.id, id)
  requireMatch(request, before.version)
  if (before.qualificationId) await takeBack(tx, request, before.qualificationId)
  await deleteAttendance(tx, id)
  await record(tx, request, { type: 'training-attendance.removed', objectId: id, perimeterId: held.training.perimeterId, before: told(before) })
}

/** Grants the skill, or takes it back, so that what is known of a person follows from the sheet. */
export async function settle(tx: Db, request: FastifyRequest, { session, training }: Held, row: TrainingAttendanceRow): Promise<void> {
  const due = grantsSkill(session.status, row)
  if (!due && row.qualificationId) await takeBack(tx, request, row.qualificationId)
  if (!due || row.qualificationId) return
  const grantedOn = dayIn(session.endsAt ?? session.startsAt)
  const source = `${training.title} (${training.reference})`.slice(0, SOURCE_MAX)
  const [made] = await tx.insert(qualifications).values({ userId: row.userId, stakeholderId: row.stakeholderId, skill: training.skill, grantedOn, expiresOn: lastDayOf(grantedOn, training.validMonths), source }).returning()
  if (!made) throw new Error('insert returned no row')
  await updateAttendance(tx, row, { qualificationId: made.id })
  await record(tx, request, { type: 'qualification.created', objectId: made.id, after: made })
}

async function takeBack(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const [before] = await tx.delete(qualifications).where(eq(qualifications.id, id)).returning()
  if (before) await record(tx, request, { type: 'qualification.removed', objectId: id, before })
}

export async function requireAttendance(db: Db, sessionId: string, id: string): Promise<TrainingAttendanceRow> {
  const row = await findAttendance(db, sessionId, id)
  if (!row) throw trainingErrors['training-attendance-not-found']()
  return row
}

const told = ({ trainingSessionId, userId, stakeholderId, status, passed }: TrainingAttendanceRow) => ({ trainingSessionId, userId, stakeholderId, status, passed })
