import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { Question } from '../questionnaires/schemas.ts'
import { day, isoDateTime, lifecycleWire, listOf, listQuery, pageOf, prose, uuid } from '../schemas.ts'

const { evaluations, questionnaires } = schema
const count = z.int().min(0)
const Status = z.enum(schema.evaluationStatus.enumValues)

export const Evaluation = createSelectSchema(evaluations, { ...lifecycleWire, opensAt: () => isoDateTime, closesAt: () => isoDateTime })
  .omit({ deletedAt: true })
  .extend({
    subject: z.object({ type: z.enum(['session', 'activity']), id: uuid, title: z.string(), startsAt: isoDateTime.nullable() }),
    questionnaireTitle: z.string(), language: z.enum(schema.locale.enumValues),
    asked: count.describe('Who attended; before it opens, whom it would ask'), answered: count, written: count.describe('Of those asked, who were sent a mail'),
    overdue: z.boolean().describe('Open past its last day: it takes no more answers and waits to be closed'),
  })
  .meta({ id: 'Evaluation', description: 'Évaluation: a questionnaire put to who attended a session or a dialogue activity. Answers carry no name.' })
export const EvaluationPage = pageOf(Evaluation, 'EvaluationPage')
export const EvaluationListQuery = z.strictObject({
  ...listQuery(['-createdAt', 'createdAt', '-closesAt']),
  sessionId: uuid.optional(), activityId: uuid.optional(),
  status: listOf(Status).optional(),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
})
export type EvaluationFilter = Omit<z.output<typeof EvaluationListQuery>, 'limit' | 'sort' | 'cursor'>

export const EvaluationCreate = z.strictObject({ questionnaireId: uuid, sessionId: uuid.optional(), activityId: uuid.optional().describe('A session or an activity, one of the two') }).meta({ id: 'EvaluationCreate' })
export const EvaluationPatch = z.strictObject({ questionnaireId: uuid.optional().describe('Before it opens'), closesOn: day.nullable().optional().describe('Last day to answer; null for none') }).meta({ id: 'EvaluationPatch', description: 'JSON Merge Patch.' })
const closesOn = day.nullable().default(null).describe('Last day to answer; null for none')
export const EvaluationOpening = z.strictObject({ closesOn, send: z.boolean().default(true).describe('Writes to those whose address is known; without it, links are given by hand') }).meta({ id: 'EvaluationOpening' })
export const EvaluationReopening = z.strictObject({ closesOn }).meta({ id: 'EvaluationReopening' })

export const EvaluationRecipient = z
  .object({ stakeholderId: uuid, name: z.string(), fictional: z.boolean(), hasAddress: z.boolean(), sentAt: isoDateTime.nullable(), answered: z.boolean() })
  .meta({ id: 'EvaluationRecipient', description: 'Whether they answered; what they answered is kept apart, without a name.' })
export const EvaluationRecipients = z.object({ items: z.array(EvaluationRecipient), nextCursor: z.null() }).meta({ id: 'EvaluationRecipients' })
export const EvaluationLinksCreate = z.strictObject({ stakeholderIds: z.array(uuid).min(1).max(500).optional().describe('Among those who have not answered; all of them without it') }).meta({ id: 'EvaluationLinksCreate' })
export const EvaluationLink = z.object({ stakeholderId: uuid, name: z.string(), linkId: uuid, expiresAt: isoDateTime, secret: z.string().describe('Shown this once: goes after the # of /questionnaire') }).meta({ id: 'EvaluationLink' })
export const EvaluationLinks = z.object({ items: z.array(EvaluationLink), nextCursor: z.null() }).meta({ id: 'EvaluationLinks' })
export const EvaluationMailed = z.object({ mailed: count, withoutAddress: count.describe('Not written to: give them a link by hand') }).meta({ id: 'EvaluationMailed' })

const labels = z.object({ fr: z.string(), en: z.string() })
const distribution = {
  n: count.describe('Who answered this question'),
  counts: z.array(count).describe('scale: of 1 to 5; choice: of each option; yes_no: no, then yes; text: none'),
  mean: z.number().nullable().describe('Of a scale'),
}
export const QuestionResult = z
  .object({ question: Question, ...distribution, texts: z.array(z.string()).describe('In no order that means anything'), colleges: z.array(z.object({ label: labels, ...distribution })) })
  .meta({ id: 'QuestionResult' })
export const EvaluationResults = z
  .object({
    asked: count, answered: count, least: count.describe('Fewest answers that are told'),
    withheld: z.enum(['open', 'few']).nullable().describe('open: hidden until it is closed; few: fewer answers than `least`, and somebody would be recognised'),
    waiting: count.describe('Answers that came after it was reopened and are not counted: fewer than `least`, they would be had by subtraction from what was told before'),
    questions: z.array(QuestionResult).describe('Empty while withheld'),
    colleges: z.array(z.object({ label: labels, n: count })).describe('Those told apart: with at least `least` answers, and as many in the others together'),
    collegesWithheld: count.describe('Answers of no college told apart'),
  })
  .meta({ id: 'EvaluationResults' })

export const EvaluationSheet = z
  .object({
    title: z.string(), startsAt: isoDateTime.nullable(), timeZone: z.string(), fictional: z.boolean(),
    questionnaire: createSelectSchema(questionnaires).pick({ title: true, introduction: true, language: true }), questions: z.array(Question).describe('Empty unless it can be answered'),
    state: z.enum(['open', 'answered', 'closed']), closesAt: isoDateTime.nullable(),
  })
  .meta({ id: 'EvaluationSheet', description: 'What the holder of a private link is asked.' })
export const EvaluationAnswers = z
  .strictObject({ answers: z.array(z.strictObject({ questionId: uuid, value: z.int().min(0).max(100).nullable().default(null), text: prose(2000).default('') })).min(1).max(50) })
  .meta({ id: 'EvaluationAnswers', description: 'scale: 1–5; yes_no: 0 or 1; choice: the index of the option, from 0; text: `text`. Once: what is kept cannot be found again to be changed.' })
export const EvaluationThanks = z.object({ state: z.literal('answered') }).meta({ id: 'EvaluationThanks' })
