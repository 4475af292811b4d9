import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { lifecycleWire, line, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { questionnaireQuestions, questionnaires } = schema
const option = () => solidLine(200)
const questionLimits = { wording: () => solidLine(500), options: () => z.array(option()).max(20) }
const limits = { title: () => solidLine(200), introduction: () => prose(2000) }

export const Question = createSelectSchema(questionnaireQuestions, questionLimits).pick({ id: true, rank: true, kind: true, wording: true, required: true, options: true })
  .meta({ id: 'Question', description: 'scale: 1 (not at all) to 5 (entirely); choice: one of `options`; yes_no; text.' })
const QuestionCreate = z.strictObject(createInsertSchema(questionnaireQuestions, questionLimits).pick({ kind: true, wording: true, required: true, options: true }).shape).meta({ id: 'QuestionCreate' })
const questions = z.array(QuestionCreate).min(1).max(50).describe('In the order in which they are asked')

export const Questionnaire = createSelectSchema(questionnaires, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ questions: z.array(Question), evaluations: z.int().min(0).describe('How many evaluations use it'), locked: z.boolean().describe('An evaluation was opened with it: its questions do not change any more') })
  .meta({ id: 'Questionnaire', description: 'What participants are asked after a session.' })
const writable = createInsertSchema(questionnaires, limits).pick({ title: true, introduction: true, language: true, perimeterId: true })
export const QuestionnaireCreate = z.strictObject({ ...writable.shape, questions }).meta({ id: 'QuestionnaireCreate' })
export const QuestionnairePatch = z.strictObject({ ...writable.omit({ perimeterId: true }).partial().shape, questions: questions.optional() }).meta({ id: 'QuestionnairePatch', description: 'JSON Merge Patch; `questions` is replaced whole.' })
export const QuestionnaireCopy = z.strictObject({ title: solidLine(200), perimeterId: uuid.optional().describe('Where the copy stands; that of the original without it') }).meta({ id: 'QuestionnaireCopy' })
export const QuestionnaireListQuery = z.strictObject({
  ...listQuery(['title', '-title', '-updatedAt']),
  q: line(200).optional().describe('Words of the title, without case or accents'),
  language: z.enum(schema.locale.enumValues).optional(),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
})
export type QuestionnaireFilter = Omit<z.output<typeof QuestionnaireListQuery>, 'limit' | 'sort' | 'cursor'>
export const QuestionnairePage = pageOf(Questionnaire, 'QuestionnairePage')
