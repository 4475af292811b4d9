import { schema } from '@convergence/db'
import { z } from 'zod'
import { ratersFigures, Reason } from '../analyses/schemas.ts'
import { phases } from '../rounds/phase.ts'
import { isoDateTime, line, listOf, uuid } from '../schemas.ts'

const capacity = z.enum(schema.capacity.enumValues)
const count = z.int().min(0)
const share = z.number().min(0).max(1)

const scope = { capacity: capacity.optional().describe('Only scores given in this capacity') }
export const ResultsQuery = z.strictObject({
  ...scope,
  criterionId: listOf(uuid).optional(),
  q: line(200).optional().describe('Words of the stakeholder’s name'),
  sort: z.enum(['rank', 'name', '-polarisation']).default('rank').describe('rank: the order of the round'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(1000).optional(),
})
export const ConcordanceQuery = z.strictObject(scope)
export const SplitsQuery = z.strictObject({ ...scope, limit: z.coerce.number().int().min(1).max(50).default(10) })
export const CellQuery = z.strictObject({ ...scope, stakeholderId: uuid, criterionId: uuid })

const figures = {
  n: count.describe('Voices with a value'),
  unknown: count.describe('Voices who do not know'),
  histogram: z.array(z.object({ value: z.int(), count })).describe('Every value of the scale'),
  mean: z.number().optional(), median: z.number().optional(), q1: z.number().optional(), q3: z.number().optional(),
  agreement: z.number().min(-1).max(1).optional().describe('van der Eijk’s A'),
  polarisation: share.optional().describe('(1 − A) / 2'),
  consensus: share.optional().describe('Tastle and Wierman'),
  reasons: z.array(Reason),
}
const CellByCapacity = z.object({ capacity, ...figures }).meta({ id: 'ResultCellByCapacity' })
const cell = { criterionId: uuid, ...figures, byCapacity: z.array(CellByCapacity) }
const ResultCell = z.object(cell).meta({ id: 'ResultCell', description: 'How a round sees one stakeholder on one criterion.' })

const RoundSummary = z
  .object({ id: uuid, reference: z.string(), title: z.string(), phase: z.enum(phases), horizon: z.enum(schema.horizon.enumValues), scenario: z.string(), fictional: z.boolean(), opensAt: isoDateTime.nullable(), closesAt: isoDateTime.nullable(), stakeholders: count, raters: count.describe('Asked'), finished: count })
  .meta({ id: 'ResultRound' })
const ResultCriterion = z
  .object({ criterionId: uuid, code: z.string(), labelFr: z.string(), labelEn: z.string(), number: z.int().describe('Version of the scale'), min: z.int(), max: z.int(), anchors: z.array(z.object({ value: z.number(), labelFr: z.string(), labelEn: z.string() })) })
  .meta({ id: 'ResultCriterion' })

export const RoundResults = z
  .object({
    round: RoundSummary, criteria: z.array(ResultCriterion), method: z.string(), quartiles: z.literal('type-7').describe('Rule of the quartiles: Hyndman and Fan’s type 7, as R and percentile_cont'),
    items: z.array(z.object({ id: uuid, name: z.string(), reference: z.string(), categoryId: uuid.nullable(), fictional: z.boolean(), cells: z.array(ResultCell) }).meta({ id: 'ResultRow' })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'RoundResults' })

const figuresOf = z.object(ratersFigures)
export const Concordance = z
  .object({
    criteria: z.array(ResultCriterion),
    items: z.array(figuresOf.extend({ criterionId: uuid }).meta({ id: 'CriterionConcordance' })),
    nextCursor: z.null(),
    overall: figuresOf.meta({ id: 'OverallConcordance' }).optional().describe('Every stakeholder on every criterion as one object; absent when the criteria have not one scale'),
    reasons: z.array(Reason),
  })
  .meta({ id: 'RoundConcordance', description: 'Do the raters rank and score alike, on each criterion over all stakeholders?' })

const rater = { raterId: uuid.nullable(), raterName: z.string().nullable().describe('Null for a reader who may not see who scored what'), capacity, speaksFor: z.string().nullable().describe('The stakeholder in whose name they score') }
const stray = { value: z.int(), othersMedian: z.number().describe('Median of the other voices'), distance: share.describe('Share of the scale') }
export const RoundSplits = z
  .object({
    criteria: z.array(ResultCriterion),
    cells: z.array(z.object({ stakeholderId: uuid, name: z.string(), reference: z.string(), ...cell, apart: z.array(z.object({ ...rater, ...stray })).describe('Who stands farthest from the others there') }).meta({ id: 'SplitCell' })).describe('The most polarised first'),
    raters: z.array(z.object({ ...rater, n: count.describe('Scores that another voice also gave'), distance: share.describe('Mean distance from the median of the others, in share of the scale'), lean: z.number().min(-1).max(1).describe('Above 0: scores higher than the others'), farthest: z.array(z.object({ stakeholderId: uuid, name: z.string(), criterionId: uuid, ...stray })) }).meta({ id: 'RaterDistance' })).describe('The farthest from the others first'),
  })
  .meta({ id: 'RoundSplits', description: 'Who is split, and on what.' })

export const CellScores = z
  .object({
    items: z.array(z.object({ id: uuid, ...rater, state: z.enum(schema.scoreState.enumValues), value: z.int().nullable(), confidence: z.int().min(1).max(3).nullable(), reason: z.string(), source: z.string(), statedAt: isoDateTime, recordedBy: z.string().nullable() }).meta({ id: 'CellScore' })),
    nextCursor: z.null(),
  })
  .meta({ id: 'CellScores', description: 'The scores of one stakeholder on one criterion that count in a round.' })
