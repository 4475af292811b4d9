import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { keptByFeature } from '../plugins/kept.ts'
import { day, emailOrNone, lifecycleWire, line, listOf, listQuery, pageOf, solidLine, uuid } from '../schemas.ts'

const { relays } = schema
const duty = z.enum(schema.relayDuty.enumValues)
const limits = { name: () => solidLine(200), email: () => emailOrNone, duties: () => z.array(duty).max(4), since: () => day, endedOn: () => day }

export const Relay = createSelectSchema(relays, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({
    email: keptByFeature('contact', z.string(), 'Null for readers: how people are written to is not shown to them'),
    perimeterName: z.string(), perimeterKind: z.enum(schema.perimeterKind.enumValues), userName: z.string().nullable(), stakeholderName: z.string().nullable(),
    reports: z.int().min(0), lastReportEnd: day.nullable().describe('Last day of the latest period reported on, submitted or validated'), meanMaturity: z.number().min(0).max(4).nullable().describe('Over the practices of that report'),
    collections: z.int().min(0).describe('Indicators that it gives values of'),
  })
  .meta({ id: 'Relay', description: 'Acteur relais: who carries the policy in a direction or a region, and reports what is done there.' })
const writable = createInsertSchema(relays, limits).pick({ name: true, email: true, userId: true, stakeholderId: true, perimeterId: true, duties: true, since: true, endedOn: true })

export const RelayCreate = z.strictObject(writable.shape).meta({ id: 'RelayCreate' })
export const RelayPatch = z.strictObject(writable.omit({ perimeterId: true }).partial().shape).meta({ id: 'RelayPatch', description: 'JSON Merge Patch.' })
export const RelayListQuery = z.strictObject({
  ...listQuery(['name', '-name', 'since', '-since']),
  q: line(200).optional().describe('Words of the name, the perimeter or the reference, without case or accents'),
  perimeterId: uuid.optional().describe('This perimeter and all below it'), duty: listOf(duty).optional(), on: day.optional().describe('In office on this day'),
})
export type RelayFilter = Omit<z.output<typeof RelayListQuery>, 'limit' | 'sort' | 'cursor'>
export const RelayPage = pageOf(Relay, 'RelayPage')

export const CollectionLinkCreate = z.strictObject({ send: z.boolean().default(false), expiresInDays: z.int().min(1).max(180).default(60), locale: z.enum(['fr', 'en']).default('fr') }).meta({ id: 'CollectionLinkCreate' })
