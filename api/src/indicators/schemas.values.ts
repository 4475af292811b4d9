import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, flag, isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, prose, solidProse, uuid } from '../schemas.ts'
import { valueDeeds } from './rules.ts'
import { quantity } from './schemas.ts'

const { indicatorValues } = schema

export const valueParams = z.strictObject({ id: uuid, valueId: uuid })
export const webAddress = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)])
const status = z.enum(schema.indicatorValueStatus.enumValues)

export const IndicatorValue = createSelectSchema(indicatorValues, { ...lifecycleWire, statedAt: isoDateTime, validatedAt: () => isoDateTime, frozenAt: () => isoDateTime, withdrawnAt: () => isoDateTime })
  .extend({
    perimeterName: z.string(), recordedByName: z.string().nullable(), relayName: z.string().nullable(), validatedByName: z.string().nullable(), frozenByName: z.string().nullable(),
    evidenceType: z.string().nullable().describe('Media type of the file'),
    restatedById: uuid.nullable().describe('The restatement that corrects it, if one stands'),
    current: z.boolean().describe('This is the value that the series shows'),
    mayDo: z.array(z.enum(valueDeeds)).describe('What its status allows next; rights decide besides'),
  })
  .meta({ id: 'IndicatorValue', description: 'Value of an indicator: how much, over which period, for which perimeter, said by whom on which evidence. Frozen, it is restated, never edited.' })
export const IndicatorValuePage = pageOf(IndicatorValue, 'IndicatorValuePage')

const figure = { value: quantity().optional().describe('Owed unless the indicator is a ratio'), numerator: quantity().optional().describe('Of a ratio only, with the denominator'), denominator: quantity().optional() }
const count = z.int().min(0).max(2_000_000_000).nullable().optional().describe('People behind it, where it counts people')
const words = { note: prose(2000).optional(), evidenceUrl: webAddress.optional().describe('Address of what proves it'), evidenceName: line(200).optional() }
/** What a person says of one period. */
export const stated = { ...figure, count, ...words }
export type Stated = z.output<z.ZodObject<typeof stated>>

export const IndicatorValueCreate = z
  .strictObject({ perimeterId: uuid, periodStart: day.describe('First day of the period; its end follows from the frequency'), ...stated, status: z.enum(['draft', 'submitted']).optional().describe('submitted unless told') })
  .meta({ id: 'IndicatorValueCreate' })
export const IndicatorValuePatch = z.strictObject(stated).meta({ id: 'IndicatorValuePatch', description: 'JSON Merge Patch, while it is a draft or submitted. A frozen value answers 409 `indicator-value-frozen`: restate it.' })
export const Restatement = z.strictObject({ ...stated, reason: solidProse(2000).describe('Why the frozen value was wrong') }).meta({ id: 'IndicatorRestatement' })
export const IndicatorTake = z.strictObject({ perimeterId: uuid, periodStart: day }).meta({ id: 'IndicatorTake', description: 'The period to measure, and the perimeter with all below it.' })

export const FreezeValues = z.strictObject({ from: day, to: day, perimeterId: uuid.optional().describe('This perimeter and all below it') }).meta({ id: 'FreezeValues', description: 'Every validated value of a period that lies within these days.' })
export const Frozen = z.object({ frozen: z.int().min(0), left: z.int().min(0).describe('Values of these days that are not validated, and stay open') }).meta({ id: 'FrozenValues' })

export const IndicatorValueListQuery = z.strictObject({
  ...listQuery(['-periodEnd', 'periodEnd']),
  perimeterId: uuid.optional().describe('This perimeter and all below it'), status: listOf(status).optional(),
  from: day.optional().describe('Periods that end on this day or later'), to: day.optional().describe('Periods that begin on this day or before'),
  withdrawn: flag.optional().describe('true: those that were withdrawn too'),
})
