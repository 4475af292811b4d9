import { schema } from '@convergence/db'
import { z } from 'zod'
import { ClassStanding } from '../classes/schemas.ts'
import { flag, isoDateTime, line, listOf, listQuery, pageOf, uuid } from '../schemas.ts'
import { RankedTerm } from './schemas.ts'

const share = z.number().min(0).max(1)
const rank = z.int().min(1)
const count = z.int().min(0)
const capacity = z.enum(schema.capacity.enumValues)

const byTerm = {
  values: z.array(z.number().nullable()).describe('On the scale of each term, in the order of the ranking’s terms; null: nobody scored it'),
  contributions: z.array(share.nullable()).describe('What each term gives to the total: they add up to it'),
  counts: z.array(count).describe('Raters behind each value'),
}
const Contribution = z
  .object({ value: z.number(), normalised: share.describe('The value brought to 0–1, 1 pulls to the top'), share: share.describe('Weight among the known terms'), contribution: share.describe('normalised × share'), n: count })
  .meta({ id: 'RankContribution', description: 'What one term gives to the total, step by step.' })

const who = { id: uuid.describe('Of the stakeholder'), name: z.string(), reference: z.string(), categoryId: uuid.nullable(), side: z.enum(schema.side.enumValues), fictional: z.boolean() }
const Before = z.object({ rank, total: share })

export const RankingRow = z
  .object({
    ...who, rank, total: share, coverage: share.describe('Share of the weights that is known'), raterCount: count,
    rankLow: rank.nullable().describe('Better end of the interval over raters, 5 %'), rankHigh: rank.nullable(),
    ...byTerm, before: Before.nullable().describe('In the ranking compared with'),
    classes: z.array(ClassStanding).nullable().describe('Where it stands in each published grid, by the scores that the ranking read and the cut-offs of its instant; null unless asked for'),
  })
  .meta({ id: 'RankingRow', description: 'A stakeholder’s place, and what makes it.' })

const filters = {
  q: line(200).optional().describe('Words of the name, the city, a tag or the reference, without case or accents'),
  categoryId: listOf(uuid).optional(),
  side: listOf(z.enum(schema.side.enumValues)).optional(),
  kind: listOf(z.enum(schema.stakeholderKind.enumValues)).optional(),
  sphere: listOf(z.enum(schema.sphere.enumValues)).optional(),
  tag: listOf(line(60)).optional(),
}
export const RankingRowQuery = z.strictObject({ ...listQuery(['rank', '-rank', '-uncertainty', 'coverage', 'name', '-name']), ...filters, compareWith: uuid.optional().describe('A ranking: its rank and total stand in `before`'), classes: flag.optional().describe('true: with the class of each stakeholder in every grid, which costs more than the rows themselves') })
export type RankingRowFilter = Omit<z.output<typeof RankingRowQuery>, 'limit' | 'sort' | 'cursor' | 'classes'>
export const RankingRowPage = pageOf(RankingRow, 'RankingRowPage')

export const RankList = z
  .object({ items: z.array(z.object({ id: uuid, rank, total: share })), nextCursor: z.null(), of: count.describe('Stakeholders ranked in all; of those that the filters keep, the first 20,000 are listed') })
  .meta({ id: 'RankList', description: 'Ranks alone, for a map.' })

const ScoreBehind = z.object({
  id: uuid.describe('Of the score'), criterionId: uuid, state: z.enum(schema.scoreState.enumValues), value: z.int().nullable(), capacity, raterName: z.string().nullable().describe('Null for a reader who may not see who scored what'), own: z.boolean().describe('The stakeholder scored itself'),
  statedAt: isoDateTime, confidence: z.int().nullable(), reason: z.string(), roundId: uuid.nullable(), roundTitle: z.string().nullable(),
})
const ExplainedTerm = z.object({ ...RankedTerm.shape, contribution: Contribution.nullable().describe('None: nobody scored it'), unknown: count.describe('Raters who answered "I don’t know"'), scores: z.array(ScoreBehind) })
const Neighbour = z.object({ id: uuid, name: z.string(), rank, total: share })
export const RankExplanation = z
  .object({
    ...RankingRow.shape, rankingId: uuid, of: count, centre: z.enum(schema.centre.enumValues), terms: z.array(ExplainedTerm),
    changedSince: z.boolean().describe('Scores were withdrawn or added since: computed again, the total would differ'),
    above: Neighbour.nullable(), below: Neighbour.nullable(),
    history: z.array(z.object({ rankingId: uuid, title: z.string(), asOf: isoDateTime, capacity: capacity.nullable(), horizon: z.enum(schema.horizon.enumValues), rank, of: count, total: share, adopted: z.boolean() })).describe('Its place in the other rankings of the formula, by date'),
  })
  .meta({ id: 'RankExplanation', description: 'One rank, down to every score behind it.' })

const Move = z.object({ id: uuid, name: z.string(), before: rank, after: rank })
const Side = z.object({ weight: z.number().min(0), moved: count, moves: z.array(Move).describe('The twelve that move farthest') })
const Swap = z.object({ aboveId: uuid, above: z.string(), belowId: uuid, below: z.string(), weight: z.number().min(0) })
const among = { among: count.describe('Stakeholders looked at: the first 2,000'), of: count }

export const SensitivityQuery = z.strictObject({ step: z.coerce.number().min(0.001).max(1000).optional().describe('How far each weight moves on either side; a quarter of its present value, or 0.25, by default') })
export const Sensitivity = z
  .object({ method: z.string(), ...among, terms: z.array(z.object({ code: z.string(), weight: z.number(), down: Side, up: Side, nearestDown: Swap.nullable().describe('Nearest lower weight at which two neighbours swap'), nearestUp: Swap.nullable() })) })
  .meta({ id: 'RankSensitivity', description: 'Who changes rank if a weight moves, and how far it must move before anybody does.' })

export const WhatIfQuery = z
  .strictObject({ weights: z.record(z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/), z.number().min(0).max(1000)).describe('By code of the term; those left out stay'), limit: z.int().min(1).max(500).default(100) })
  .meta({ id: 'RankWhatIf' })
export const WhatIf = z
  .object({ ...among, moved: count, moves: z.array(Move).describe('The twelve that move farthest'), items: z.array(z.object({ id: uuid, name: z.string(), rank, before: rank, total: share, contributions: byTerm.contributions })), nextCursor: z.null() })
  .meta({ id: 'RankWhatIfResult', description: 'The order that other weights would give; nothing is stored.' })

export const ComparisonQuery = z.strictObject({ ...listQuery(['-gap', '-rise', '-fall', 'rank', 'name']), with: uuid.describe('The ranking to compare with: the earlier one, or the other capacity'), q: filters.q, categoryId: filters.categoryId })
const Compared = z.object({
  ...who, rankBefore: rank, rankAfter: rank, rankChange: z.int().describe('Positive: climbed'), totalBefore: share, totalAfter: share, gap: z.number().min(-1).max(1).describe('Total after minus before'),
  valuesBefore: byTerm.values, valuesAfter: byTerm.values, contributionsBefore: byTerm.contributions, contributionsAfter: byTerm.contributions,
})
export const Comparison = z
  .object({ items: z.array(Compared), nextCursor: z.string().nullable(), method: z.string(), n: count.describe('Stakeholders in both; ranks are taken among them'), meanGap: share.nullable(), onlyBefore: count, onlyAfter: count })
  .meta({ id: 'RankComparison', description: 'Two rankings side by side: two dates, two capacities, two horizons.' })
