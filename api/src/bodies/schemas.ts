import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, lifecycleWire, line, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { bodies } = schema
const limits = { name: () => solidLine(200), purpose: () => prose(2000), since: () => day, ceasedOn: () => day }

export const Body = createSelectSchema(bodies, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ sessions: z.int().min(0).describe('Sessions at which it met or is to meet') })
  .meta({ id: 'Body', description: 'Instance: a standing group that meets, decides and approves minutes.' })
const writable = createInsertSchema(bodies, limits).pick({ name: true, kind: true, purpose: true, perimeterId: true, since: true, ceasedOn: true })

export const BodyCreate = z.strictObject(writable.shape).meta({ id: 'BodyCreate' })
export const BodyPatch = z.strictObject(writable.omit({ perimeterId: true }).partial().shape).meta({ id: 'BodyPatch', description: 'JSON Merge Patch.' })
export const BodyListQuery = z.strictObject({
  ...listQuery(['name', '-name', 'createdAt', '-createdAt']),
  q: line(200).optional().describe('Words of the name or the reference, without case or accents'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
  on: day.optional().describe('In force on this day'),
})
export type BodyFilter = Omit<z.output<typeof BodyListQuery>, 'limit' | 'sort' | 'cursor'>
export const BodyPage = pageOf(Body, 'BodyPage')
