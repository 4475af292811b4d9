import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type AccessLinkRow, createAccessLink, type MadeLink, revokeFormer } from '../links/links.ts'
import { cancelCarrying } from '../mails/carrying.ts'
import { queueMail } from '../mails/queue.ts'
import { evaluationErrors } from './errors.ts'
import { evaluationLetter } from './letter.ts'
import type { EvaluationRow } from './queries.ts'
import { listParticipants, listWaiting, type Participant } from './recipients.ts'
import type { EvaluationLink, EvaluationMailed } from './schemas.ts'

const { evaluationRecipients, mails } = schema
/** How long a link works when no last day was set. */
const USUAL_DAYS = 60
const DAY_MS = 86_400_000

/** Writes to everybody who has not answered and whose address is known; a second time it is a reminder. */
export async function askByMail(tx: Db, request: FastifyRequest, evaluation: EvaluationRow): Promise<z.output<typeof EvaluationMailed>> {
  const waiting = await waitingParticipants(tx, evaluation)
  const reachable = waiting.filter((one) => one.address !== '')
  for (const participant of reachable) {
    const link = await linkFor(tx, request, evaluation, participant)
    const letter = evaluationLetter({ subject: { title: evaluation.subject.title, startsAt: evaluation.subject.startsAt, timeZone: evaluation.timeZone ?? 'Europe/Paris' }, closesAt: evaluation.closesAt, again: participant.sentAt !== null, locale: participant.locale ?? evaluation.language })
    await queueMail(tx, { ...letter, kind: 'evaluation', to: { address: participant.address, name: participant.name }, link: { path: '/questionnaire', secret: link.secret }, about: { type: 'evaluation', id: evaluation.id }, perimeterId: evaluation.perimeterId })
  }
  if (reachable.length > 0) await tx.update(evaluationRecipients).set({ sentAt: sql`now()` }).where(and(eq(evaluationRecipients.evaluationId, evaluation.id), inArray(evaluationRecipients.stakeholderId, reachable.map((one) => one.stakeholderId))))
  return { mailed: reachable.length, withoutAddress: waiting.length - reachable.length }
}

/** Makes links to be given by hand, printed or as a QR code; each replaces the former one of the same recipient. */
export async function makeLinks(tx: Db, request: FastifyRequest, evaluation: EvaluationRow, stakeholderIds: readonly string[] | undefined): Promise<z.output<typeof EvaluationLink>[]> {
  const waiting = await waitingParticipants(tx, evaluation)
  const chosen = stakeholderIds ? stakeholderIds.map((id, i) => {
    const one = waiting.find((participant) => participant.stakeholderId === id)
    if (!one) throw evaluationErrors['evaluation-recipient']({ errors: [{ pointer: `/stakeholderIds/${i}`, code: 'evaluation-recipient', message: 'not waiting for an answer' }] })
    return one
  }) : waiting
  const made = []
  for (const participant of chosen) {
    const link = await linkFor(tx, request, evaluation, participant)
    made.push({ stakeholderId: participant.stakeholderId, name: participant.name, linkId: link.id, expiresAt: link.expiresAt, secret: link.secret })
  }
  return made
}

/** Mails about an evaluation that have not left would ask for what can be given no more. */
export const cancelMails = (tx: Db, evaluationId: string) =>
  tx.update(mails).set({ status: 'cancelled', secret: null }).where(and(eq(mails.objectId, evaluationId), eq(mails.kind, 'evaluation'), inArray(mails.status, ['queued', 'parked'])))

/** Those asked who have not answered, each with where they are written to today. */
async function waitingParticipants(tx: Db, evaluation: EvaluationRow): Promise<(Participant & { sentAt: Date | null })[]> {
  if (evaluation.status !== 'open' || evaluation.overdue) throw evaluationErrors['evaluation-step']()
  const waiting = await listWaiting(tx, evaluation.id)
  return (await listParticipants(tx, evaluation)).flatMap((participant) => {
    const recipient = waiting.get(participant.stakeholderId)
    return recipient ? [{ ...participant, sentAt: recipient.sentAt }] : []
  })
}

async function linkFor(tx: Db, request: FastifyRequest, evaluation: EvaluationRow, { stakeholderId }: Participant): Promise<MadeLink> {
  const of = { purpose: 'evaluation', objectId: evaluation.id, stakeholderId } as const
  const former: readonly AccessLinkRow[] = await revokeFormer(tx, request, of)
  await cancelCarrying(tx, 'evaluation', evaluation.id, former.map((link) => link.secretHash))
  const days = evaluation.closesAt ? Math.max(1, Math.ceil((evaluation.closesAt.getTime() - Date.now()) / DAY_MS)) : USUAL_DAYS
  const link = await createAccessLink(tx, request, { ...of, sessionId: evaluation.sessionId, perimeterId: evaluation.perimeterId, expiresInDays: days })
  await tx.update(evaluationRecipients).set({ linkId: link.id }).where(and(eq(evaluationRecipients.evaluationId, evaluation.id), eq(evaluationRecipients.stakeholderId, stakeholderId)))
  return link
}
