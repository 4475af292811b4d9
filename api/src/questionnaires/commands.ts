import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { type Reach, requireReach } from '../plugins/access.ts'
import { requireMatch } from '../plugins/etag.ts'
import { present } from '../plugins/patch.ts'
import { record } from '../plugins/record.ts'
import { questionnaireErrors } from './errors.ts'
import { findQuestionnaire, findRemovedQuestionnaire, insertQuestionnaire, type NewQuestion, type QuestionnaireRow, replaceQuestions, updateQuestionnaire } from './queries.ts'
import type { QuestionnaireCopy, QuestionnaireCreate, QuestionnairePatch } from './schemas.ts'

/** Writes a questionnaire with its questions. */
export async function createQuestionnaire(tx: Db, request: FastifyRequest, { questions, ...body }: z.output<typeof QuestionnaireCreate>): Promise<QuestionnaireRow> {
  requireReach(request, body.perimeterId)
  requireOptions(questions)
  const { title, perimeterId } = body
  const id = await insertQuestionnaire(tx, { ...present(body), title, perimeterId }, questions)
  const row = await requireQuestionnaire(tx, id, 'all')
  await record(tx, request, { type: 'questionnaire.created', objectId: id, perimeterId, after: row })
  return row
}

/** A copy, to change what the original asks. */
export async function copyQuestionnaire(tx: Db, request: FastifyRequest, id: string, { title, perimeterId }: z.output<typeof QuestionnaireCopy>): Promise<QuestionnaireRow> {
  const { introduction, language, questions, perimeterId: where } = await requireQuestionnaire(tx, id, request.reach)
  return createQuestionnaire(tx, request, { title, introduction, language, perimeterId: perimeterId ?? where, questions: questions.map(({ kind, wording, required, options }) => ({ kind, wording, required, options })) })
}

/** Applies a merge patch to the version that If-Match names. Questions that somebody may have answered do not change. */
export async function patchQuestionnaire(tx: Db, request: FastifyRequest, id: string, { questions, ...patch }: z.output<typeof QuestionnairePatch>): Promise<QuestionnaireRow> {
  const before = await requireQuestionnaire(tx, id, request.reach)
  requireReach(request, before.perimeterId)
  requireMatch(request, before.version)
  if (questions) {
    if (before.locked) throw questionnaireErrors['questionnaire-in-use']()
    requireOptions(questions)
    await replaceQuestions(tx, id, questions)
  }
  return save(tx, request, before, present(patch), 'questionnaire.updated')
}

export async function removeQuestionnaire(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const before = await requireQuestionnaire(tx, id, request.reach)
  requireReach(request, before.perimeterId)
  requireMatch(request, before.version)
  if (!(await updateQuestionnaire(tx, before, { deletedAt: new Date() }))) throw commonErrors['stale-version']()
  await record(tx, request, { type: 'questionnaire.removed', objectId: id, perimeterId: before.perimeterId, before })
}

export async function restoreQuestionnaire(tx: Db, request: FastifyRequest, id: string): Promise<QuestionnaireRow> {
  const before = await findRemovedQuestionnaire(tx, id, request.reach)
  if (!before) throw questionnaireErrors['questionnaire-not-found']()
  return save(tx, request, before, { deletedAt: null }, 'questionnaire.restored')
}

/** The questionnaire, or a 404 that does not tell absent from out of reach. One of a perimeter above is used and copied, not changed. */
export async function requireQuestionnaire(db: Db, id: string, reach: Reach): Promise<QuestionnaireRow> {
  const row = await findQuestionnaire(db, id, reach)
  if (!row) throw questionnaireErrors['questionnaire-not-found']()
  return row
}

function requireOptions(questions: readonly NewQuestion[]): void {
  for (const [i, { kind, options = [] }] of questions.entries()) {
    const right = kind === 'choice' ? options.length >= 2 && new Set(options).size === options.length : options.length === 0
    if (!right) throw questionnaireErrors['question-options']({ errors: [{ pointer: `/questions/${i}/options`, code: 'question-options', message: 'options do not fit the kind' }] })
  }
}

async function save(tx: Db, request: FastifyRequest, before: QuestionnaireRow, change: Parameters<typeof updateQuestionnaire>[2], type: `questionnaire.${string}`): Promise<QuestionnaireRow> {
  if (!(await updateQuestionnaire(tx, before, change))) throw commonErrors['stale-version']()
  const row = await requireQuestionnaire(tx, before.id, 'all')
  await record(tx, request, { type, objectId: row.id, perimeterId: row.perimeterId, before, after: row })
  return row
}
