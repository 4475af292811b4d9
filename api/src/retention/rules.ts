import { type Db, schema } from '@convergence/db'
import { and, eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { commonErrors } from '../errors.ts'
import { requireMatch } from '../plugins/etag.ts'
import { record } from '../plugins/record.ts'
import { retentionCategories, type RetentionCategory, retentionDefaults } from './defaults.ts'
import { retentionErrors } from './errors.ts'
import type { RetentionRule, RetentionRulePatch } from './schemas.ts'

const { retentionRules } = schema
const JUSTIFICATION_MIN = 20
export type Rule = z.output<typeof RetentionRule>

/** The rule of every category: what was decided, or the default. */
export async function listRetentionRules(db: Db): Promise<Rule[]> {
  const decided = new Map((await db.select().from(retentionRules)).map((row) => [row.category, row]))
  return retentionCategories.map((category) => {
    const standard = retentionDefaults[category]
    const { months, justification, version, updatedAt } = decided.get(category) ?? { ...standard, version: 0, updatedAt: null }
    return { category, months, justification, version, updatedAt, defaultMonths: standard.months }
  })
}

export async function requireRetentionRule(db: Db, category: RetentionCategory): Promise<Rule> {
  const rule = (await listRetentionRules(db)).find((r) => r.category === category)
  if (!rule) throw commonErrors['not-found']()
  return rule
}

/** Decides how long a category is kept. Whoever does so answers for everything, not for one perimeter. */
export async function patchRetentionRule(tx: Db, request: FastifyRequest, category: RetentionCategory, patch: z.output<typeof RetentionRulePatch>): Promise<Rule> {
  if (request.reach !== 'all') throw commonErrors['perimeter-out-of-reach']()
  const before = await requireRetentionRule(tx, category)
  requireMatch(request, before.version)
  if (patch.justification.trim().length < JUSTIFICATION_MIN) throw retentionErrors['retention-unjustified']({ params: { count: JUSTIFICATION_MIN }, errors: [{ pointer: '/justification', code: 'too_short', message: `${JUSTIFICATION_MIN}` }] })
  const values = { ...patch, version: before.version + 1, updatedAt: new Date() }
  const [row] = before.version === 0
    ? await tx.insert(retentionRules).values({ category, ...values }).onConflictDoNothing().returning({ id: retentionRules.id })
    : await tx.update(retentionRules).set(values).where(and(eq(retentionRules.category, category), eq(retentionRules.version, before.version))).returning({ id: retentionRules.id })
  if (!row) throw commonErrors['stale-version']()
  const rule = await requireRetentionRule(tx, category)
  await record(tx, request, { type: 'retention-rule.updated', objectId: row.id, before, after: rule })
  return rule
}
