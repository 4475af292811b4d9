import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidLine, solidProse, uuid } from '../schemas.ts'
import { trends } from './rules.ts'

const { indicators } = schema
const count = z.int().min(0)
/** Beyond it a double loses whole units. */
const HUGE = 1e15
export const quantity = () => z.number().min(-HUGE).max(HUGE)

const limits = {
  title: () => solidLine(200), definition: () => solidProse(3000), formula: () => prose(1000), unit: () => solidLine(40), measure: () => solidLine(100),
  baseline: quantity, target: quantity, baselineOn: () => day, targetOn: () => day, minimumCount: () => z.int().min(0).max(1000).describe('Fewest people behind a published value; 0 for what counts no people'),
}

const Last = z.object({
  periodStart: day, periodEnd: day, value: z.number(),
  n: count.describe('Perimeters that are in it'), of: count.describe('Perimeters that were asked'), fictional: z.boolean().describe('A value in it is invented'),
})
const Distance = z.object({ reached: z.boolean(), distance: z.number().describe('Target less value'), share: z.number().min(0).max(100).nullable().describe('Share of the way from the baseline to the target') })
export const Indicator = createSelectSchema(indicators, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({
    perimeterName: z.string(),
    areaIds: z.array(uuid).describe('ISO areas that it is tied to, in the order of the norm'),
    commitmentIds: z.array(uuid).describe('Commitments of which it tells whether they were kept'),
    commitments: z.array(z.object({ id: uuid, label: z.string() })).describe('The same, with their words'),
    last: Last.nullable().describe('Latest complete period, or the latest with a value while none is complete; validated and frozen values, consolidated over the perimeters within reach'),
    spark: z.array(z.number()).describe('Consolidated values of the last complete periods, at most 12, the oldest first; of all while none is complete'),
    trend: z.enum(trends),
    toTarget: Distance.nullable(),
    collectors: count.describe('Perimeters that somebody gives a value for'),
    awaited: count.describe('Values of periods that are over, not yet submitted'),
    late: count.describe('Of these, those due more than a month after the end of the period'),
    toValidate: count,
  })
  .meta({ id: 'Indicator', description: 'Indicateur: what is measured, how, in which unit, how often, and what is aimed at. One that is defined above applies to every perimeter below.' })

const writable = createInsertSchema(indicators, limits).pick({
  title: true, definition: true, formula: true, unit: true, source: true, measure: true, aggregation: true, frequency: true, theme: true, direction: true, baseline: true, baselineOn: true, target: true, targetOn: true,
  minimumCount: true, pillarId: true, practiceId: true, perimeterId: true,
})
const ties = { areaIds: z.array(uuid).max(45).optional(), commitmentIds: z.array(uuid).max(200).optional() }
export const IndicatorCreate = z.strictObject({ ...writable.shape, ...ties }).meta({ id: 'IndicatorCreate' })
export const IndicatorPatch = z.strictObject({ ...writable.omit({ perimeterId: true, source: true }).partial().shape, ...ties }).meta({ id: 'IndicatorPatch', description: 'JSON Merge Patch. Frequency and aggregation change only while no value is given.' })

export const indicatorStates = ['late', 'awaited', 'to_validate', 'up_to_date'] as const
export const indicatorFilters = {
  q: line(200).optional().describe('Words of the title, the definition or the reference, without case or accents'),
  theme: listOf(z.enum(schema.indicatorTheme.enumValues)).optional(),
  source: listOf(z.enum(schema.indicatorSource.enumValues)).optional(),
  frequency: listOf(z.enum(schema.indicatorFrequency.enumValues)).optional(),
  state: listOf(z.enum(indicatorStates)).optional().describe('late: a value is due for more than a month; awaited: a period is over without its value; to_validate; up_to_date: none of these'),
  pillarId: listOf(uuid).optional(), practiceId: listOf(uuid).optional(), areaId: listOf(uuid).optional(), commitmentId: listOf(uuid).optional(),
  perimeterId: uuid.optional().describe('Applies to this perimeter: defined for it, above it or below it; figures are of it and all below'),
  fictional: flag.optional(),
}
export type IndicatorFilter = z.output<z.ZodObject<typeof indicatorFilters>>
export const IndicatorListQuery = z.strictObject({ ...listQuery(['title', '-title', 'reference', '-reference', 'updatedAt', '-updatedAt']), ...indicatorFilters })
export const IndicatorPage = pageOf(Indicator, 'IndicatorPage')

export const IndicatorFacetsQuery = z.strictObject(indicatorFilters)
const byId = z.array(z.object({ id: uuid, n: count }))
export const IndicatorFacets = z
  .object({
    total: count, late: count, awaited: count, toValidate: count,
    themes: z.array(z.object({ id: z.enum(schema.indicatorTheme.enumValues), n: count })), sources: z.array(z.object({ id: z.enum(schema.indicatorSource.enumValues), n: count })), frequencies: z.array(z.object({ id: z.enum(schema.indicatorFrequency.enumValues), n: count })),
    states: z.array(z.object({ id: z.enum(indicatorStates), n: count })), pillars: byId, practices: byId, areas: byId,
  })
  .meta({ id: 'IndicatorFacets', description: 'How many indicators each value would leave; a facet counts without its own filter.' })
