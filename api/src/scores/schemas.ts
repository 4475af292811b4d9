import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, isoDateTime, line, listOf, listQuery, pageOf, prose, uuid } from '../schemas.ts'

const { scores } = schema

const instant = isoDateTime.refine((at) => at.getUTCFullYear() >= 2000, { error: 'not before 2000' })
const value = () => z.int().min(-100).max(100)
const limits = { value, confidence: () => z.int().min(1).max(3), reason: () => prose(2000), source: () => line(300), scenario: () => line(200), statedAt: () => instant }

export const Score = createSelectSchema(scores, { ...limits, statedAt: isoDateTime, recordedAt: isoDateTime, withdrawnAt: () => isoDateTime })
  .extend({
    stakeholderName: z.string(),
    criterionCode: z.string(),
    criterionFr: z.string(),
    criterionEn: z.string(),
    min: z.int().describe('Of the scale on which it was given'),
    max: z.int(),
    voiceId: uuid.nullable().describe('One voice through all rounds; null, like all that names it, for a reader who may not see who scored what'),
    voiceName: z.string().nullable().describe('The rater, or the account that scored outside a round'),
    roundTitle: z.string().nullable(),
    expiresOn: day.nullable().describe('The day from which a score on a person is in no figure any more; null for organisations and groups, whose scores stand until they are replaced'),
    recordedByName: z.string().nullable(),
  })
  .meta({ id: 'Score', description: 'Cotation: who gives a stakeholder which value on a criterion; a dated statement, followed by a later one, never overwritten.' })

const writable = createInsertSchema(scores, limits).pick({ stakeholderId: true, criterionId: true, roundId: true, raterId: true, capacity: true, horizon: true, scenario: true, value: true, confidence: true, reason: true, source: true, statedAt: true })
const answer = writable.partial().required({ stakeholderId: true, criterionId: true }).extend({ value: value().nullable().describe('null: “I don’t know”, an answer apart from a middle value') })

export const ScoreCreate = z.strictObject(answer.shape).meta({ id: 'ScoreCreate', description: 'Without a round: one’s own score. In a round: that of the signed-in rater, or of the rater without account that `raterId` names.' })
export const ScoreBatch = z.strictObject({ scores: z.array(ScoreCreate).min(1).max(500) }).meta({ id: 'ScoreBatch', description: 'Up to 500 scores: all or none.' })
export const LinkedScores = z
  .strictObject({ scores: z.array(z.strictObject(answer.pick({ stakeholderId: true, criterionId: true, value: true, confidence: true, reason: true, statedAt: true }).shape)).min(1).max(500) })
  .meta({ id: 'LinkedScores', description: 'Answers of the rater whose private link it is: all or none.' })

export const ScoreListQuery = z.strictObject({
  ...listQuery(['-statedAt', 'statedAt', '-recordedAt', 'recordedAt']),
  stakeholderId: listOf(uuid).optional(),
  criterionId: listOf(uuid).optional(),
  roundId: uuid.optional().describe('Of this round alone, open or closed'),
  raterId: uuid.optional(),
  voiceId: uuid.optional(),
  capacity: z.enum(schema.capacity.enumValues).optional(),
  horizon: z.enum(schema.horizon.enumValues).optional(),
  withdrawn: flag.optional().describe('true: only those taken back; false, the default: without them'),
  current: flag.optional().describe('Only those that count: the latest of each voice, on the scale in force, for one horizon (now by default)'),
  scenario: line(200).optional(),
  asOf: day.optional().describe('As it stood at the end of this day'),
})
export type ScoreFilter = Omit<z.output<typeof ScoreListQuery>, 'limit' | 'sort' | 'cursor'>
export const ScorePage = pageOf(Score, 'ScorePage')
export const ScoreList = z.object({ items: z.array(Score), nextCursor: z.null() }).meta({ id: 'ScoreList' })
