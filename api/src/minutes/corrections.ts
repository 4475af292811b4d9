import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { principalIn } from '../plugins/access.ts'
import { record } from '../plugins/record.ts'
import { requireSession } from '../sessions/commands.ts'
import { requireStakeholders } from '../sessions/participants.ts'
import { minutesErrors } from './errors.ts'
import { findMinutes, findVersion, insertCorrection, listCorrections, type MinutesRow, updateCorrection, updateMinutes } from './queries.ts'
import type { MinutesCorrectionAnswer, MinutesCorrectionCreate } from './schemas.ts'

/** Keeps a correction that a user asks for, for a stakeholder or on its own account, on the latest version. */
export async function askCorrection(tx: Db, request: FastifyRequest, sessionId: string, { text, stakeholderId }: z.output<typeof MinutesCorrectionCreate>) {
  const session = await requireSession(tx, sessionId, request.reach)
  const row = await findMinutes(tx, sessionId, true)
  if (!row) throw minutesErrors['minutes-not-circulated']()
  if (stakeholderId) await requireStakeholders(tx, [stakeholderId], request.reach, '/stakeholderId')
  return keepCorrection(tx, request, row, session.perimeterId, { text, stakeholderId: stakeholderId ?? null, userId: principalIn(request).userId })
}

/** Keeps a correction on the latest version: while it is out for reading, or beside what was approved. */
export async function keepCorrection(tx: Db, request: FastifyRequest, row: MinutesRow, perimeterId: string, asked: { text: string; stakeholderId: string | null; userId: string | null }) {
  const version = await findVersion(tx, row.id)
  if (!version) throw minutesErrors['minutes-not-circulated']()
  const id = await insertCorrection(tx, { ...asked, minutesId: row.id, versionNumber: version.number })
  const [made] = await listCorrections(tx, row.id, { id })
  if (!made) throw new Error('inserted a moment ago')
  await record(tx, request, { type: 'minutes-correction.asked', objectId: id, perimeterId, after: { minutesId: row.id, versionNumber: version.number, stakeholderId: asked.stakeholderId, text: asked.text } })
  return made
}

/** Accepts or refuses a correction. Accepting one on minutes that are out for reading takes them back, so that it can be made. */
export async function answerCorrection(tx: Db, request: FastifyRequest, sessionId: string, id: string, { status, answer = '' }: z.output<typeof MinutesCorrectionAnswer>) {
  const session = await requireSession(tx, sessionId, request.reach)
  const row = await findMinutes(tx, sessionId, true)
  const [before] = row ? await listCorrections(tx, row.id, { id }) : []
  if (!row || !before) throw minutesErrors['minutes-correction-not-found']()
  if (before.status !== 'asked') throw minutesErrors['minutes-correction-answered']()
  if (status === 'refused' && answer.trim() === '') throw minutesErrors['minutes-refusal-unexplained']({ errors: [{ pointer: '/answer', code: 'required', message: 'a refusal needs its reason' }] })
  await updateCorrection(tx, id, { status, answer })
  await record(tx, request, { type: `minutes-correction.${status}`, objectId: id, perimeterId: session.perimeterId, before: { status: before.status, answer: before.answer }, after: { status, answer } })
  if (status === 'accepted' && row.status === 'circulated') {
    const after = await updateMinutes(tx, row.id, { status: 'corrected' })
    await record(tx, request, { type: 'minutes.corrected', objectId: row.id, perimeterId: session.perimeterId, before: row, after })
  }
  const [done] = await listCorrections(tx, row.id, { id })
  if (!done) throw new Error('changed a moment ago')
  return done
}
