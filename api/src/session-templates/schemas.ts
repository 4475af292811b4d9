import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { MOST_POINTS } from '../sessions/limits.ts'
import { lifecycleWire, line, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'

const { sessionTemplateItems, sessionTemplates } = schema
const itemLimits = { title: () => solidLine(200), durationMinutes: () => z.int().min(1).max(1440) }
const limits = { title: () => solidLine(200), aim: () => prose(2000), seats: () => z.int().min(1).max(10_000) }

const Item = createSelectSchema(sessionTemplateItems, itemLimits).omit({ templateId: true }).extend({ pointTitle: z.string().nullable() }).meta({ id: 'SessionTemplateItem' })
const ItemCreate = z.strictObject(createInsertSchema(sessionTemplateItems, itemLimits).pick({ title: true, aim: true, durationMinutes: true, pointId: true }).shape).meta({ id: 'SessionTemplateItemCreate' })
const items = z.array(ItemCreate).max(MOST_POINTS).describe('In the order of the agenda')

export const SessionTemplate = createSelectSchema(sessionTemplates, { ...limits, ...lifecycleWire })
  .omit({ deletedAt: true })
  .extend({ items: z.array(Item), minutes: z.int().min(0).describe('Length of the agenda') })
  .meta({ id: 'SessionTemplate', description: 'Modèle de séance: its aim, level of engagement, agenda with durations.' })
const writable = createInsertSchema(sessionTemplates, limits).pick({ title: true, language: true, aim: true, form: true, engagementLevel: true, reasonRule: true, seats: true, perimeterId: true })

export const SessionTemplateCreate = z.strictObject({ ...writable.shape, items: items.default([]) }).meta({ id: 'SessionTemplateCreate' })
export const SessionTemplatePatch = z.strictObject({ ...writable.omit({ perimeterId: true }).partial().shape, items: items.optional() }).meta({ id: 'SessionTemplatePatch', description: 'JSON Merge Patch; `items` is replaced whole.' })
export const SessionTemplateOf = z.strictObject({ title: solidLine(200), language: z.enum(schema.locale.enumValues).default('fr') }).meta({ id: 'SessionTemplateOf' })
export const SessionTemplateListQuery = z.strictObject({
  ...listQuery(['title', '-title', 'createdAt', '-createdAt']),
  q: line(200).optional().describe('Words of the title or the aim, without case or accents'),
  language: z.enum(schema.locale.enumValues).optional(),
  perimeterId: uuid.optional().describe('This perimeter and all below it'),
})
export type SessionTemplateFilter = Omit<z.output<typeof SessionTemplateListQuery>, 'limit' | 'sort' | 'cursor'>
export const SessionTemplatePage = pageOf(SessionTemplate, 'SessionTemplatePage')
