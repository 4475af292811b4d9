import { type Db, schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { AccessLinkRow } from '../links/links.ts'
import { parisDay } from '../plugins/day-bounds.ts'
import { listQuestions } from '../questionnaires/queries.ts'
import { evaluationErrors } from './errors.ts'
import { type EvaluationRow, findEvaluation, lockEvaluation } from './queries.ts'
import { listParticipants } from './recipients.ts'
import { faultsOf, isGiven } from './rules.ts'
import type { EvaluationAnswers, EvaluationSheet } from './schemas.ts'
import type { Sealer } from './seal.ts'
import { readSheets, writeSheets } from './sheets.ts'
import { openedOn } from './steps.ts'

const { evaluationRecipients, questionnaires } = schema

/** What the holder of a link is asked, or that there is nothing to answer any more. */
export async function sheetOf(db: Db, link: AccessLinkRow): Promise<z.output<typeof EvaluationSheet>> {
  const evaluation = await evaluationOf(db, link)
  const [questionnaire] = await db.select({ title: questionnaires.title, introduction: questionnaires.introduction, language: questionnaires.language }).from(questionnaires).where(eq(questionnaires.id, evaluation.questionnaireId))
  if (!questionnaire) throw evaluationErrors['evaluation-not-found']()
  const state = !(await isWaiting(db, link)) ? 'answered' as const : isOpen(evaluation) ? 'open' as const : 'closed' as const
  return {
    title: evaluation.subject.title, startsAt: evaluation.subject.startsAt, timeZone: evaluation.timeZone ?? 'Europe/Paris', fictional: evaluation.fictional, questionnaire, state, closesAt: evaluation.closesAt,
    questions: state === 'open' ? await listQuestions(db, [evaluation.questionnaireId]) : [],
  }
}

/**
 * Keeps the answers of the holder of a link, once. That they answered stands with the recipient, what they answered on a sheet without a name; both in
 * one transaction. Nothing is told to the audit or the events, and no idempotency key is stored: its fingerprint would tie the answers to the link.
 */
export async function answerOnce(tx: Db, link: AccessLinkRow, { answers }: z.output<typeof EvaluationAnswers>, sealer: Sealer): Promise<void> {
  await lockEvaluation(tx, link.objectId)
  const evaluation = await evaluationOf(tx, link)
  if (!(await isWaiting(tx, link))) throw evaluationErrors['evaluation-answered']()
  if (!isOpen(evaluation)) throw evaluationErrors['evaluation-closed']()
  await requireFitting(tx, evaluation.questionnaireId, answers)
  const college = (await listParticipants(tx, evaluation)).find((one) => one.stakeholderId === link.stakeholderId)?.college ?? ''
  const sheet = { told: false, college, answers: answers.filter(isGiven).map(({ questionId, value, text }) => ({ questionId, value, text: plain(text) })) }
  await tx.update(evaluationRecipients).set({ answeredOn: parisDay(new Date()) }).where(ofLink(link))
  await writeSheets(tx, { id: evaluation.id, openedOn: openedOn(evaluation) }, [...(await readSheets(tx, evaluation.id, sealer)), sheet], sealer)
}

/** What somebody writes is never taken for a sealed text. */
const plain = (text: string): string => text.trim().replace(/^sealed:/, 'sealed :')

async function requireFitting(tx: Db, questionnaireId: string, answers: z.output<typeof EvaluationAnswers>['answers']): Promise<void> {
  const faults = faultsOf(await listQuestions(tx, [questionnaireId]), answers)
  if (faults.length === 0) return
  const at = (questionId: string): string => {
    const index = answers.findIndex((answer) => answer.questionId === questionId)
    return index < 0 ? '/answers' : `/answers/${index}`
  }
  throw evaluationErrors['evaluation-answers']({ errors: faults.map(({ questionId, fault }) => ({ pointer: at(questionId), code: fault, message: questionId })) })
}

const isOpen = ({ status, overdue }: EvaluationRow): boolean => status === 'open' && !overdue
const ofLink = (link: AccessLinkRow) => and(eq(evaluationRecipients.evaluationId, link.objectId), eq(evaluationRecipients.stakeholderId, link.stakeholderId ?? ''), isNull(evaluationRecipients.answeredOn))

async function isWaiting(db: Db, link: AccessLinkRow): Promise<boolean> {
  return (await db.select({ id: evaluationRecipients.id }).from(evaluationRecipients).where(ofLink(link))).length > 0
}

async function evaluationOf(db: Db, link: AccessLinkRow): Promise<EvaluationRow> {
  const evaluation = await findEvaluation(db, link.objectId, 'all')
  if (!evaluation) throw evaluationErrors['evaluation-not-found']()
  return evaluation
}
