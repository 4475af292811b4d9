import { schema } from '@convergence/db'
import { z } from 'zod'
import { day, flag, isoDateTime, listOf, listQuery, pageOf, uuid } from '../schemas.ts'
import { stated } from '../indicators/schemas.values.ts'

export const collectionStates = ['awaited', 'draft', 'submitted', 'validated', 'frozen'] as const
const state = z.enum(collectionStates).describe('awaited: nothing is given; else the status of the current value')
const frequency = z.enum(schema.indicatorFrequency.enumValues)
const theme = z.enum(schema.indicatorTheme.enumValues)

const asked = {
  collectorId: uuid, indicatorId: uuid, title: z.string(), reference: z.string(), unit: z.string(), aggregation: z.enum(schema.indicatorAggregation.enumValues), frequency, theme,
  perimeterId: uuid, perimeterName: z.string(), relayId: uuid.nullable(), relayName: z.string().nullable(), userId: uuid.nullable(), userName: z.string().nullable(), remindedAt: isoDateTime.nullable(), fictional: z.boolean(),
}
export const DueValue = z
  .object({ id: z.string().describe('Collector and first day of the period'), ...asked, periodStart: day, periodEnd: day, dueOn: day.describe('Last day on which it is in time'), late: z.boolean(), state, valueId: uuid.nullable(), value: z.number().nullable() })
  .meta({ id: 'DueValue', description: 'One value that is asked of somebody for a period that is over.' })
export const DuePage = pageOf(DueValue, 'DueValuePage')
export const DueQuery = z.strictObject({
  ...listQuery(['dueOn', '-dueOn']),
  state: listOf(z.enum(collectionStates)).optional().describe('awaited and draft unless told'), late: flag.optional(), mine: flag.optional().describe('true: asked of you, by your account or that of your relay'),
  indicatorId: uuid.optional(), relayId: uuid.optional(), perimeterId: uuid.optional().describe('This perimeter and all below it'),
})

const Cell = z.object({ periodStart: day, periodEnd: day, dueOn: day, late: z.boolean(), state, valueId: uuid.nullable(), value: z.number().nullable() })
export const BoardRow = z.object({ id: uuid, ...asked, mayBeWritten: z.boolean().describe('An address is known'), cells: z.array(Cell).describe('The last periods that are over, the oldest first') }).meta({ id: 'CollectionBoardRow', description: 'Who gives the value of an indicator for a perimeter, and where the last periods stand.' })
export const BoardPage = pageOf(BoardRow, 'CollectionBoardPage')
export const BoardQuery = z.strictObject({ ...listQuery(['title', '-title']), periods: z.coerce.number().int().min(1).max(12).default(4), theme: listOf(theme).optional(), frequency: listOf(frequency).optional(), perimeterId: uuid.optional().describe('This perimeter and all below it'), relayId: uuid.optional() })

export const Reminding = z.strictObject({ collectorIds: z.array(uuid).min(1).max(500).optional().describe('All that something is awaited from, unless told'), locale: z.enum(['fr', 'en']).default('fr') }).meta({ id: 'CollectionReminding' })
export const Reminded = z.object({ mails: z.int().min(0), values: z.int().min(0).describe('Awaited values that they name'), withoutAddress: z.array(z.string()).describe('To whom nothing could be sent') }).meta({ id: 'CollectionReminded' })

export const CollectionLink = z.object({ id: uuid, path: z.string().describe('Page of the link: the secret goes behind a #'), secret: z.string().nullable().describe('Shown this once; null when it was mailed'), expiresAt: isoDateTime, mailed: z.boolean() }).meta({ id: 'CollectionLink' })

const Awaited = z.object({ collectorId: uuid, title: z.string(), definition: z.string(), formula: z.string(), unit: z.string(), aggregation: z.enum(schema.indicatorAggregation.enumValues), minimumCount: z.int().min(0), frequency, periodStart: day, periodEnd: day, dueOn: day, late: z.boolean(), state,
  given: z.object({ id: uuid, value: z.number(), numerator: z.number().nullable(), denominator: z.number().nullable(), count: z.int().nullable(), note: z.string(), evidenceUrl: z.string(), evidenceName: z.string(), evidenceFile: z.boolean() }).nullable(),
  before: z.object({ periodStart: day, value: z.number(), numerator: z.number().nullable(), denominator: z.number().nullable() }).nullable().describe('Value of the period before, to compare with') })
export const Collection = z
  .object({ relay: z.string(), perimeter: z.string(), fictional: z.boolean(), expiresAt: isoDateTime, items: z.array(Awaited).describe('What is awaited, or given and not yet validated; the first due first; at most 200') })
  .meta({ id: 'Collection', description: 'What the holder of a private link is asked to give, for its perimeter alone.' })
export const CollectedValue = z.strictObject({ collectorId: uuid, periodStart: day, ...stated }).meta({ id: 'CollectedValue' })
export const CollectedAnswer = z.object({ id: uuid, state, value: z.number() }).meta({ id: 'CollectedAnswer' })
