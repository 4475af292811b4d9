import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { parisDay } from '../plugins/day-bounds.ts'
import { askByMail, cancelMails } from './ask.ts'
import { closingOf, requireEvaluation, save } from './commands.ts'
import { evaluationErrors } from './errors.ts'
import { type EvaluationRow, lockEvaluation } from './queries.ts'
import { addRecipients, listParticipants } from './recipients.ts'
import { toldByClosing } from './rules.ts'
import type { EvaluationOpening, EvaluationReopening } from './schemas.ts'
import type { Sealer } from './seal.ts'
import { readSheets, writeSheets } from './sheets.ts'

/** Opens an evaluation to who attended, and writes to those whose address is known. */
export async function openEvaluation(tx: Db, request: FastifyRequest, id: string, { closesOn, send }: z.output<typeof EvaluationOpening>): Promise<EvaluationRow> {
  const before = await requireStatus(tx, request, id, 'draft')
  if (before.subject.startsAt && before.subject.startsAt > new Date()) throw evaluationErrors['evaluation-not-held']()
  const participants = await listParticipants(tx, before)
  if (participants.length === 0) throw evaluationErrors['evaluation-nobody']()
  const open = await save(tx, request, before, { status: 'open', opensAt: new Date(), closesAt: closingOf(closesOn) }, 'evaluation.opened')
  await addRecipients(tx, id, participants)
  if (send) await askByMail(tx, request, open)
  return requireEvaluation(tx, id, 'all')
}

/** Closes it: no more answers, and the results can be read, without the answers that would be had by subtraction from those read before. The day it closes is the one it counts on. */
export async function closeEvaluation(tx: Db, request: FastifyRequest, id: string, sealer: Sealer): Promise<EvaluationRow> {
  const before = await requireStatus(tx, request, id, 'open')
  const closed = await save(tx, request, before, { status: 'closed', closesAt: new Date() }, 'evaluation.closed')
  await cancelMails(tx, id)
  await writeSheets(tx, { id, openedOn: openedOn(closed) }, toldByClosing(await readSheets(tx, id, sealer)), sealer)
  return closed
}

/** Opens it again: the results are hidden until it is closed once more, and what comes is told once five more did. Whoever attended and was added since is asked too. */
export async function reopenEvaluation(tx: Db, request: FastifyRequest, id: string, { closesOn }: z.output<typeof EvaluationReopening>): Promise<EvaluationRow> {
  const before = await requireStatus(tx, request, id, 'closed')
  await addRecipients(tx, id, await listParticipants(tx, before))
  return save(tx, request, before, { status: 'open', closesAt: closingOf(closesOn) }, 'evaluation.reopened')
}

/** The day it opened, which every sheet bears. */
export const openedOn = ({ opensAt, createdAt }: EvaluationRow): string => parisDay(opensAt ?? createdAt)

/** The evaluation, locked, if it is in this state. */
async function requireStatus(tx: Db, request: FastifyRequest, id: string, status: EvaluationRow['status']): Promise<EvaluationRow> {
  await requireEvaluation(tx, id, request.reach)
  await lockEvaluation(tx, id)
  const row = await requireEvaluation(tx, id, request.reach)
  if (row.status !== status) throw evaluationErrors['evaluation-step']()
  return row
}
