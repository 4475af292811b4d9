import { z } from 'zod'
import { isoDateTime, prose } from '../schemas.ts'
import { retentionCategories } from './defaults.ts'

const category = z.enum(retentionCategories)
export const RetentionRule = z.object({
  category, months: z.int().describe('How long, in months'), justification: z.string(), defaultMonths: z.int(), version: z.int().describe('0 while the default stands'), updatedAt: isoDateTime.nullable(),
}).meta({ id: 'RetentionRule', description: 'Règle de conservation: how long a category of data is kept, and why.' })
export const RetentionRules = z.object({ items: z.array(RetentionRule) }).meta({ id: 'RetentionRules' })
export const retentionRuleOf = z.strictObject({ category })
export const RetentionRulePatch = z.strictObject({ months: z.int().min(1).max(600), justification: prose(2000).describe('20 characters or more') }).meta({ id: 'RetentionRulePatch' })
