import { z } from 'zod'
import { day, flag, listQuery, pageOf, uuid } from '../schemas.ts'
import { factTypes } from './fact.ts'
import { units } from './measure.ts'

const words = z.object({ fr: z.string(), en: z.string() })
const count = z.int().min(0)

export const period = { from: day.describe('First day of the period'), to: day.describe('Last day of the period, included') }
export const perimeterId = uuid.optional().describe('This perimeter and all below it')

const result = {
  value: z.number().nullable().describe('Null when there is nothing to measure. count: as is; percent: 0–100; days: a median; score: a mean, 1–5. Not rounded'),
  numerator: z.number().nullable(), denominator: z.number().nullable(),
  n: count.describe('Rows looked at'),
  people: count.nullable().describe('People or organisations behind the figure; null when it counts none'),
}
export const MeasureResult = z.object(result).meta({ id: 'MeasureResult' })

const definition = {
  name: z.string(), unit: z.enum(units), label: words, rule: words.describe('The period rule and the denominator, to print with the figure'),
  byCollege: z.boolean().describe('Whether it can be told by college'), direction: z.enum(['up', 'down', 'none']).describe('Which way is better'),
}
export const MeasureDefinition = z.object(definition).meta({ id: 'Measure', description: 'A figure that the records give, under a name that means the same everywhere.' })
export const MeasureList = z.object({ items: z.array(MeasureDefinition), nextCursor: z.null() }).meta({ id: 'MeasureList' })

export const MeasureFigure = z
  .object({ ...definition, from: day, to: day, ...result, colleges: z.array(z.object({ label: words, ...result })).describe('By college of the mandate, else category; empty where the measure is not told by college') })
  .meta({ id: 'MeasureFigure' })

export const MeasureRow = z
  .object({
    id: z.string(), type: z.enum(factTypes), objectId: uuid, label: z.string().describe('In the reader’s language where it has two'), detail: z.string().nullable(), at: z.iso.datetime().nullable(),
    counted: z.boolean().describe('Whether it adds to the numerator'), numerator: z.number().describe('What it adds to the numerator'), denominator: z.number(), amount: z.number().nullable().describe('Days, for a measure in days'),
  })
  .meta({ id: 'MeasureRow', description: 'One row behind a figure and the object that it opens. Over all rows, the sums of numerators and denominators are those of the figure.' })
export const MeasureRowPage = pageOf(MeasureRow, 'MeasureRowPage')

export const measureParams = z.strictObject({ name: z.string().min(1).max(60).regex(/^[a-z_]+$/) })
export const MeasureQuery = z.strictObject({ ...period, perimeterId })
export const MeasureRowQuery = z.strictObject({ ...listQuery(['at', '-at']), ...period, perimeterId, counted: flag.optional().describe('true: only those that count; false: only the others') })
