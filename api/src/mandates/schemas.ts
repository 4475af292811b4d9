import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { keptByFeature } from '../plugins/kept.ts'
import { day, emailOrNone, impreciseDay, lifecycleWire, line, listQuery, pageOf, solidLine, uuid } from '../schemas.ts'
import { exists } from './rules.ts'

const { mandates } = schema

/** A year, a month or a day that exists. */
export const realImpreciseDay = () => impreciseDay.refine(exists, { error: 'no such day' })

const limits = {
  role: () => solidLine(120),
  college: () => line(120),
  email: () => emailOrNone,
  startOn: realImpreciseDay,
  endOn: realImpreciseDay,
}

export const Mandate = createSelectSchema(mandates, lifecycleWire).omit({ deletedAt: true }).extend({ email: keptByFeature('contact', z.string(), 'Where this person is written to in this role; null for whom may not see it') }).meta({ id: 'Mandate', description: 'Mandat: a person speaks for an organisation or a group in a role, between two dates.' })
export const MandatePage = pageOf(Mandate, 'MandatePage')

const writable = createInsertSchema(mandates, limits).pick({ personId: true, organisationId: true, role: true, college: true, email: true, spokesperson: true, startOn: true, endOn: true })

/** The perimeter is that of the organisation. */
export const MandateCreate = z.strictObject(writable.shape).meta({ id: 'MandateCreate' })
export const MandatePatch = z.strictObject(writable.omit({ personId: true, organisationId: true }).partial().shape).meta({ id: 'MandatePatch', description: 'JSON Merge Patch: absent fields stay as they are. The two parties never change: end the mandate and make another.' })

export const MandateListQuery = z.strictObject({
  ...listQuery(['createdAt', '-createdAt', 'role', '-role']),
  personId: uuid.optional(),
  organisationId: uuid.optional(),
  asOf: day.optional().describe('Mandates that may be in force on this day, given what is known of their dates'),
})
