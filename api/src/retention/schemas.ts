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

const shelf = z.enum(['mails', 'sign_ins', 'sign_in_failures', 'users', 'persons'])
export const RetentionDue = z
  .object({ items: z.array(z.object({ shelf, category, action: z.enum(['empty', 'delete', 'disable', 'review']).describe('review: for a person to decide, never purged'), months: z.int(), count: z.int() })) })
  .meta({ id: 'RetentionDue', description: 'Rows whose time has come: what a purge would do now.' })
const counts = z.record(z.string(), z.int())
export const Purge = z.object({ id: z.uuid(), at: isoDateTime, counts }).meta({ id: 'Purge', description: 'What a purge did, by shelf: its proof.' })
export const Purges = z.object({ items: z.array(Purge) }).meta({ id: 'Purges' })
