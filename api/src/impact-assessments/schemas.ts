import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { severityParts } from '../impacts/rules.ts'
import { day, flag, isoDateTime, line, listQuery, pageOf, prose, uuid } from '../schemas.ts'

const { impactAssessments } = schema
const oneToFive = () => z.int().min(1).max(5)
const instant = isoDateTime.refine((at) => at.getUTCFullYear() >= 2000, { error: 'not before 2000' })
const limits = { scale: oneToFive, scope: oneToFive, irremediability: oneToFive, likelihood: oneToFive, scenario: () => line(200), reason: () => prose(2000), source: () => line(300) }

export const ImpactAssessment = createSelectSchema(impactAssessments, { ...limits, statedAt: isoDateTime, withdrawnAt: () => isoDateTime })
  .extend({
    impactTitle: z.string(), impactReference: z.string(),
    stakeholderName: z.string().nullable().describe('null, like all that names who speaks, for a reader who may not see it'), recordedByName: z.string().nullable(),
    severity: oneToFive().describe('The worst of the three; never their mean'), severityFrom: z.array(z.enum(severityParts)),
    significance: z.number().min(0.2).max(5).describe('Severity; for a potential impact severity × likelihood / 5, unless it harms human rights'),
    current: z.boolean().describe('The latest of its voice: it counts'),
  })
  .meta({ id: 'ImpactAssessment', description: 'Évaluation d’impact: how somebody sees an impact, today or at a horizon; a dated statement. A voice is the stakeholder spoken for, else the account that recorded it.' })
export const ImpactAssessmentPage = pageOf(ImpactAssessment, 'ImpactAssessmentPage')

const writable = createInsertSchema(impactAssessments, limits).pick({ impactId: true, horizon: true, scenario: true, capacity: true, stakeholderId: true, scale: true, scope: true, irremediability: true, likelihood: true, reason: true, source: true })
export const ImpactAssessmentCreate = z.strictObject({ ...writable.shape, statedAt: instant.optional() }).meta({ id: 'ImpactAssessmentCreate', description: '`stakeholderId` exactly in the capacity stakeholder; `likelihood` exactly when the impact is potential; `statedAt` defaults to now. The perimeter is that of the impact.' })

export const ImpactAssessmentListQuery = z.strictObject({
  ...listQuery(['-statedAt', 'statedAt']),
  impactId: uuid.optional(), stakeholderId: uuid.optional(), capacity: z.enum(schema.capacity.enumValues).optional(), horizon: z.enum(schema.horizon.enumValues).optional(), scenario: line(200).optional(),
  current: flag.optional().describe('Only those that count, the latest of each voice'), withdrawn: flag.optional().describe('Those taken back instead'), asOf: day.optional(),
})
