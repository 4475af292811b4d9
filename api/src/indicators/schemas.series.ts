import { schema } from '@convergence/db'
import { z } from 'zod'
import { day, uuid } from '../schemas.ts'
import { trends } from './rules.ts'

const count = z.int().min(0)
const status = z.enum(schema.indicatorValueStatus.enumValues)
const figure = { value: z.number(), numerator: z.number().nullable(), denominator: z.number().nullable() }

export const SeriesQuery = z.strictObject({
  perimeterId: uuid.optional().describe('The perimeter to consolidate for; that of the indicator unless told'),
  from: day.optional().describe('Periods that end on this day or later'), to: day.optional().describe('Periods that begin on this day or before'),
})

const Point = z.object({
  perimeterId: uuid, periodStart: day, periodEnd: day, valueId: uuid, status, ...figure,
  restated: z.boolean().describe('It corrects a frozen value'), frozenBefore: z.number().nullable().describe('What stood before the restatement'), counts: z.boolean().describe('Validated or frozen: it is in the consolidated figure'),
})
const Missing = z.object({ perimeterId: uuid, name: z.string(), status: status.nullable().describe('draft or submitted: given, not yet validated; null: nothing is given') })
const Consolidated = z.object({
  periodStart: day, periodEnd: day, value: z.number().nullable(), numerator: z.number().nullable(), denominator: z.number().nullable(), count: count.nullable().describe('People behind it'),
  n: count.describe('Perimeters that are in it'), of: count.describe('Perimeters that were asked, or gave a value'), missing: z.array(Missing),
  frozen: z.boolean().describe('All that is in it is frozen'), restated: z.boolean(), fictional: z.boolean().describe('A value in it is invented'),
})

export const IndicatorSeries = z
  .object({
    perimeterId: uuid, perimeters: z.array(z.object({ id: uuid, name: z.string() })).describe('Those of the points, by name'),
    points: z.array(Point).describe('The current value of each perimeter and period, the oldest first'),
    periods: z.array(Consolidated).describe('Consolidated by the rule of the indicator, the oldest first; at most 240'),
    trend: z.object({ kind: z.enum(trends), change: z.number().nullable(), changePercent: z.number().nullable() }),
    toTarget: z.object({ reached: z.boolean(), distance: z.number(), share: z.number().nullable() }).nullable(),
  })
  .meta({ id: 'IndicatorSeries', description: 'A value of a perimeter stands for all below it: what these say is not added again.' })

export const collectorParams = z.strictObject({ id: uuid, collectorId: uuid })
