import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, solidLine, solidProse, uuid } from '../schemas.ts'

const { rankings } = schema
const count = z.int().min(0)

export const RankedTerm = z
  .object({
    code: z.string(), kind: z.enum(['criterion', 'worst', 'mactor']), weight: z.number(), min: z.number(), max: z.number(), direction: z.enum(['up', 'down']).describe('up: the higher the value, the higher the rank'),
    criteria: z.array(z.object({ id: uuid, code: z.string(), labelFr: z.string(), labelEn: z.string() })),
    studyId: uuid.nullable(), measure: z.string().nullable(),
  })
  .meta({ id: 'RankedTerm', description: 'A term with its weight and scale as the ranking read them.' })

export const Ranking = createSelectSchema(rankings, { ...lifecycleWire, asOf: isoDateTime, finishedAt: () => isoDateTime, terms: () => z.array(RankedTerm) })
  .omit({ deletedAt: true, heartbeatAt: true, attempts: true })
  .extend({
    formulaId: uuid, formulaTitle: z.string(), formulaVersion: count, centre: z.enum(schema.centre.enumValues),
    failureText: z.string().nullable().describe('Why there is no result, in the reader’s language'),
    roundTitle: z.string().nullable(), createdByName: z.string().nullable(),
    previousId: uuid.nullable().describe('The ranking of the same formula, perimeter, capacity and horizon just before this one'),
  })
  .meta({ id: 'Ranking', description: 'Hiérarchisation: a formula applied to the scores known at an instant. A suggestion until a person adopts it.' })

const given = createInsertSchema(rankings).pick({ perimeterId: true, formulaVersionId: true })
const limits = { scenario: () => line(200), title: () => solidLine(200) }

export const RankingCreate = z
  .strictObject({
    ...given.shape,
    title: limits.title().optional().describe('The title of the formula by default'),
    asOf: isoDateTime.refine((at) => at.getTime() >= Date.UTC(2000, 0, 1), { error: 'from 2000' }).optional().describe('Scores known at this instant; now by default'),
    capacity: z.enum(schema.capacity.enumValues).nullable().optional().describe('Only scores given in this capacity'),
    horizon: z.enum(schema.horizon.enumValues).optional(),
    scenario: limits.scenario().optional(),
    roundId: uuid.nullable().optional().describe('Only scores of this round, which must be closed; its horizon and scenario hold'),
    seed: z.int().min(0).max(2_147_483_647).optional().describe('Of the draws over raters: the same seed gives the same intervals'),
    draws: z.int().min(0).max(2000).optional().describe('1,000 by default; none above 2,000 stakeholders'),
  })
  .meta({ id: 'RankingCreate' })
export const RankingPatch = z.strictObject({ title: limits.title().optional() }).meta({ id: 'RankingPatch', description: 'JSON Merge Patch.' })

export const Adoption = z
  .strictObject({ adoptedOn: day, decidedBy: solidLine(200).describe('A person or a body, in words'), reason: solidProse(2000) })
  .meta({ id: 'RankingAdoption', description: 'Who makes the suggestion their own, on which day, and why.' })

export const RankingListQuery = z.strictObject({
  ...listQuery(['-asOf', 'asOf', '-createdAt', 'createdAt', '-updatedAt', 'updatedAt']),
  q: line(200).optional().describe('Words of the title or the reference, without case or accents'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  formulaId: uuid.optional(),
  roundId: uuid.optional(),
  status: listOf(z.enum(schema.rankingStatus.enumValues)).optional(),
  capacity: z.enum([...schema.capacity.enumValues, 'all']).optional().describe('all: those that read every capacity together'),
  horizon: z.enum(schema.horizon.enumValues).optional(),
  adopted: flag.optional(),
  asOf: day.optional().describe('Those that describe this day or an earlier one'),
})
export type RankingFilter = Omit<z.output<typeof RankingListQuery>, 'limit' | 'sort' | 'cursor'>
export const RankingPage = pageOf(Ranking, 'RankingPage')
