import { schema } from '@convergence/db'
import { createInsertSchema, createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { periodPattern } from '../quality/periods.ts'
import { flag, isoDateTime, listQuery, pageOf, prose, solidProse, uuid } from '../schemas.ts'

const { selfAssessments } = schema
const limits = { level: () => z.int().min(0).max(4), reason: () => solidProse(2000), nextStep: () => prose(2000), principle: () => z.string().min(1).max(60).regex(/^[a-z0-9-]+$/) }
const period = z.string().regex(periodPattern).describe('A year, a half-year or a quarter: 2026, 2026-H1, 2026-Q3')

export const SelfAssessment = createSelectSchema(selfAssessments, { ...limits, statedAt: isoDateTime, withdrawnAt: () => isoDateTime })
  .extend({ recordedByName: z.string().nullable(), current: z.boolean().describe('The latest of its principle, period and perimeter') })
  .meta({ id: 'SelfAssessment', description: 'Auto-évaluation: how far a principle of dialogue is followed, in the organisation’s own eyes. 0 not begun, 1 begun, 2 under way, 3 in place, 4 exemplary. A dated statement: a later one takes its place, and it stays.' })
export const SelfAssessmentPage = pageOf(SelfAssessment, 'SelfAssessmentPage')
export const SelfAssessmentCreate = z.strictObject({ ...createInsertSchema(selfAssessments, limits).pick({ perimeterId: true, principle: true, level: true, reason: true, nextStep: true }).shape, period }).meta({ id: 'SelfAssessmentCreate' })
export const SelfAssessmentQuery = z.strictObject({
  ...listQuery(['-statedAt', 'statedAt']),
  period: period.optional(), principle: limits.principle().optional(),
  perimeterId: uuid.optional().describe('Stated for exactly this perimeter'),
  current: flag.optional().describe('true: only what stands; without it, what was replaced too'),
})
export type SelfAssessmentFilter = z.output<typeof SelfAssessmentQuery>
