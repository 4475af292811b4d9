import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, isoDateTime, lifecycleWire, uuid } from '../schemas.ts'

export const Collector = createSelectSchema(schema.indicatorCollectors, { ...lifecycleWire, remindedAt: () => isoDateTime })
  .extend({ perimeterName: z.string(), relayName: z.string().nullable(), userName: z.string().nullable() })
  .meta({ id: 'IndicatorCollector', description: 'Who gives the value of an indicator for a perimeter: a relay, or somebody with an account.' })
export const CollectorList = z.object({ items: z.array(Collector), nextCursor: z.null() }).meta({ id: 'IndicatorCollectorList' })
const who = { relayId: uuid.nullable().optional(), userId: uuid.nullable().optional() }
export const CollectorCreate = z.strictObject({ perimeterId: uuid, ...who, since: day.describe('Periods that ended before this day are not asked for') }).meta({ id: 'IndicatorCollectorCreate', description: 'A relay or an account, not both.' })
export const CollectorPatch = z.strictObject({ ...who, since: day.optional() }).meta({ id: 'IndicatorCollectorPatch' })
