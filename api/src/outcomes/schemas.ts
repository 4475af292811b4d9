import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, isoDateTime, lifecycleWire, listOf, listQuery, pageOf, prose, solidLine, solidProse, uuid } from '../schemas.ts'

const { outcomes, answers } = schema
const count = z.int().min(0)

const limits = { statement: () => solidProse(2000), reason: () => prose(2000), decidedBy: () => solidLine(200), decidedOn: () => day, reviewOn: () => day }
export const Outcome = createSelectSchema(outcomes, { ...limits, ...lifecycleWire, reviewedAt: () => isoDateTime, recordedAt: () => isoDateTime, withdrawnAt: () => isoDateTime })
  .extend({
    current: z.boolean().describe('The latest of its point that was not withdrawn'),
    pointTitle: z.string(), pointReference: z.string(), bodyName: z.string().nullable(), sessionTitle: z.string().nullable(), recordedByName: z.string().nullable(),
    owed: count.describe('Holders who took position on the point and have no answer on this outcome'),
    given: count.describe('Answers given on this outcome'),
  })
  .meta({ id: 'Outcome', description: 'Suite donnée: what became of a point. A dated statement: a later one replaces it, the former stays.' })

const writable = createInsertSchema(outcomes, limits).pick({ pointId: true, sessionId: true, kind: true, statement: true, reason: true, decidedBy: true, bodyId: true, decidedOn: true, reviewOn: true })
export const OutcomeCreate = z.strictObject(writable.partial({ decidedOn: true }).shape).meta({ id: 'OutcomeCreate', description: '`reason` is owed unless retained; `decidedOn` defaults to today. A new answer is owed to each who took position.' })
export const OutcomePatch = z.strictObject({ reviewOn: day.nullable().optional(), reviewed: z.boolean().optional().describe('true: looked at again today; false: takes that back') }).meta({ id: 'OutcomePatch', description: 'JSON Merge Patch: when it is looked at again. What was decided changes by a new outcome.' })

export const OutcomeListQuery = z.strictObject({
  ...listQuery(['-decidedOn', 'decidedOn', 'reviewOn', '-reviewOn']),
  pointId: listOf(uuid).optional(),
  kind: listOf(z.enum(schema.outcomeKind.enumValues)).optional(),
  bodyId: uuid.optional(),
  sessionId: uuid.optional(),
  current: flag.optional().describe('true, the default: the latest of each point; false: former ones'),
  withdrawn: flag.optional().describe('true: only those withdrawn as a mistake; false, the default: without them'),
  toReview: flag.optional().describe('true: whose day of review has come and that nobody has looked at again'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  asOf: day.optional(),
})
export type OutcomeFilter = Omit<z.output<typeof OutcomeListQuery>, 'limit' | 'sort' | 'cursor'>
export const OutcomePage = pageOf(Outcome, 'OutcomePage')

export const Answer = createSelectSchema(answers, { ...lifecycleWire, givenAt: isoDateTime, withdrawnAt: () => isoDateTime })
  .extend({ recordedByName: z.string().nullable(), mailStatus: z.enum(schema.mailStatus.enumValues).nullable().describe('What became of the e-mail') })
  .meta({ id: 'Answer', description: 'The answer owed to a contributor on the outcome of a point, once it is given.' })

export const OwedAnswer = z
  .object({
    id: z.string().describe('Of the pair of an outcome and a holder'),
    outcomeId: uuid, pointId: uuid, pointTitle: z.string(), pointReference: z.string(), kind: z.enum(schema.outcomeKind.enumValues), statement: z.string(), decidedOn: day, fictional: z.boolean(),
    stakeholderId: uuid, stakeholderName: z.string(),
    value: z.int().min(-2).max(2).nullable().describe('The latest value that the holder stated on the point'),
    since: day.describe('The day of the outcome, or of their first position where that came later'),
    waitingDays: count.describe('Days from `since` to the answer, or until now'),
    mailable: z.boolean().describe('A mandate in force has an address'),
    answer: Answer.nullable(),
  })
  .meta({ id: 'OwedAnswer', description: 'A holder who took position on a point with an outcome, and the answer they got, or wait for.' })
export const OwedAnswerQuery = z.strictObject({
  ...listQuery(['since', '-since', 'stakeholder', '-stakeholder']),
  state: z.enum(['owed', 'given', 'all']).default('owed').describe('given: on any outcome, former ones too'),
  outcomeId: uuid.optional(), pointId: uuid.optional(), stakeholderId: uuid.optional(),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
})
export type OwedAnswerFilter = Omit<z.output<typeof OwedAnswerQuery>, 'limit' | 'sort' | 'cursor'>
export const OwedAnswerPage = pageOf(OwedAnswer, 'OwedAnswerPage')
export const OwedSummary = z
  .object({
    owed: count, given: count.describe('On any outcome, former ones too'), holders: count.describe('Holders who wait'), longestDays: count.describe('Of those who wait'), mailable: count,
    outcomes: z.array(z.object({ outcomeId: uuid, pointId: uuid, pointTitle: z.string(), kind: z.enum(schema.outcomeKind.enumValues), decidedOn: day, fictional: z.boolean(), owed: count, given: count })).describe('Current outcomes, those that owe most first'),
  })
  .meta({ id: 'OwedSummary', description: 'What is owed over all the current outcomes.' })

export const AnswersCreate = z
  .strictObject({
    stakeholderIds: z.array(uuid).min(1).max(500),
    channel: z.enum(schema.answerChannel.enumValues),
    subject: solidLine(200).optional().describe('Of the e-mail; that of the proposal unless told'),
    text: solidProse(10_000),
    locale: z.enum(['fr', 'en']).default('fr'),
    givenOn: day.optional().describe('For what was given by letter, in person or published; today unless told'),
  })
  .meta({ id: 'AnswersCreate', description: 'By e-mail: sent to the mandate of each holder that has an address. Otherwise: records that it was given.' })
export const AnswersGiven = z.object({ items: z.array(Answer), withoutAddress: z.array(z.object({ id: uuid, label: z.string() })).describe('Holders to whom no e-mail could be sent: their answer is still owed'), nextCursor: z.null() }).meta({ id: 'AnswersGiven' })
export const AnswerProposal = z.object({ locale: z.enum(['fr', 'en']), subject: z.string(), text: z.string() }).meta({ id: 'AnswerProposal', description: 'A text made from the outcome, to be read again before it is sent.' })
