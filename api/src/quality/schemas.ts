import { z } from 'zod'
import { MeasureResult } from '../measures/schemas.ts'
import { day, uuid } from '../schemas.ts'
import { periodPattern } from './periods.ts'

const Period = z.object({ code: z.string(), from: day, to: day }).meta({ id: 'QualityPeriod' })
const period = z.string().regex(periodPattern).describe('A year, a half-year or a quarter: 2026, 2026-H1, 2026-Q3')
const perimeterId = uuid.optional().describe('This perimeter and all below it')

export const QualityQuery = z.strictObject({ period, perimeterId })
export const TrendQuery = z.strictObject({ period, perimeterId, count: z.coerce.number().int().min(2).max(12).default(6) })

export const Quality = z
  .object({
    period: Period, previous: Period,
    figures: z.array(z.object({ name: z.string().describe('As in GET /measures'), current: MeasureResult, previous: MeasureResult })),
    participants: z.array(z.object({ principle: z.string(), mean: z.number().describe('1–5'), n: z.int().min(1).describe('Answers') })).describe('What participants said on the questions that speak of a principle, over the evaluations closed in the period with five answers or more'),
  })
  .meta({ id: 'Quality', description: 'The automatic figures of the quality of the dialogue, beside those of the period before.' })

export const QualityTrend = z
  .object({ periods: z.array(Period).describe('The oldest first'), series: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })) })
  .meta({ id: 'QualityTrend' })

export const Principles = z
  .object({
    items: z.array(z.object({
      code: z.string(), fr: z.string(), en: z.string(), source: z.object({ fr: z.string(), en: z.string() }),
      principles: z.array(z.object({ code: z.string(), fr: z.string(), en: z.string(), questions: z.array(z.string()).describe('Codes of the ready questions that speak of it') })),
    })),
    nextCursor: z.null(),
  })
  .meta({ id: 'Principles', description: 'Principles of dialogue, by framework.' })
