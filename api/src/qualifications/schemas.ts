import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { day, lifecycleWire, line, solidLine, uuid } from '../schemas.ts'

const { qualifications } = schema
const limits = { skill: () => solidLine(60).describe('`facilitation` is the one that running a session asks for'), source: () => line(200), grantedOn: () => day, expiresOn: () => day }

export const qualificationParams = z.strictObject({ id: uuid, partId: uuid })
export const Qualification = createSelectSchema(qualifications, { ...limits, ...lifecycleWire }).meta({ id: 'Qualification', description: 'What a person is trained for, and until when.' })
const writable = createInsertSchema(qualifications, limits).pick({ skill: true, grantedOn: true, expiresOn: true, source: true })
export const QualificationCreate = z.strictObject(writable.shape).meta({ id: 'QualificationCreate' })
export const QualificationPatch = z.strictObject(writable.partial().shape).meta({ id: 'QualificationPatch', description: 'JSON Merge Patch.' })
export const QualificationList = z.object({ items: z.array(Qualification), nextCursor: z.null() }).meta({ id: 'QualificationList' })

export const FacilitatorQuery = z.strictObject({ day: day.describe('The day of the session') })
export const Facilitator = z
  .object({
    id: uuid,
    name: z.string(),
    qualified: z.boolean().describe('Trained for facilitation on that day'),
    expiresOn: z.string().nullable().describe('Last day of the latest qualification; null without one, or for one that does not lapse'),
  })
  .meta({ id: 'Facilitator', description: 'Somebody who may run a session.' })
export const FacilitatorList = z.object({ items: z.array(Facilitator), nextCursor: z.null() }).meta({ id: 'FacilitatorList' })
