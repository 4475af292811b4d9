import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, lifecycleWire, line, listQuery, pageOf, solidLine, solidProse, uuid } from '../schemas.ts'

const { expectations } = schema

const limits = {
  statement: () => solidProse(2000),
  weight: () => z.int().min(1).max(5),
  source: () => solidLine(300),
  statedOn: () => day,
  scenario: () => line(200),
}

export const Expectation = createSelectSchema(expectations, { ...limits, ...lifecycleWire }).omit({ deletedAt: true }).meta({ id: 'Expectation', description: 'Attente: what a stakeholder expects on an ISO 26000 area, and its weight for them.' })
export const ExpectationPage = pageOf(Expectation, 'ExpectationPage')

const writable = createInsertSchema(expectations, limits).pick({ stakeholderId: true, areaId: true, statement: true, weight: true, source: true, statedOn: true, horizon: true, scenario: true })

/** `statedOn` defaults to today, `horizon` to now without scenario; the perimeter is that of the stakeholder. */
export const ExpectationCreate = z.strictObject(writable.partial({ statedOn: true }).shape).meta({ id: 'ExpectationCreate' })
export const ExpectationPatch = z.strictObject(writable.omit({ stakeholderId: true }).partial().shape).meta({ id: 'ExpectationPatch', description: 'JSON Merge Patch: absent fields stay as they are.' })

export const ExpectationListQuery = z.strictObject({
  ...listQuery(['-statedOn', 'statedOn', '-weight', 'weight']),
  stakeholderId: uuid.optional(),
  areaId: uuid.optional(),
  horizon: z.enum(schema.horizon.enumValues).optional().describe('When it is expected to hold'),
  scenario: line(200).optional(),
  asOf: day.optional().describe('Stated on this day or before'),
})
