import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { listRetentionRules, patchRetentionRule, requireRetentionRule } from './rules.ts'
import { RetentionRule, RetentionRulePatch, retentionRuleOf, RetentionRules } from './schemas.ts'

const tag = 'retention'
const one = { params: { category: 'persons' } } as const

/** How long each category of data is to be kept, and why. */
export async function retentionRoutes(app: App): Promise<void> {
  app.get('/retention-rules', operation({ id: 'listRetentionRules', tag, summary: 'How long each category of data is kept, and why', access: may.readPrivacy, response: { 200: RetentionRules } }), async () => ({ items: await listRetentionRules(app.db) }))

  app.get('/retention-rules/:category', operation({ id: 'getRetentionRule', tag, summary: 'How long one category is kept', access: may.readPrivacy, params: retentionRuleOf, response: { 200: RetentionRule }, example: one }), async (request, reply) =>
    sendVersioned(request, reply, await requireRetentionRule(app.db, request.params.category)))

  app.patch('/retention-rules/:category', operation({ id: 'updateRetentionRule', tag, summary: 'Decide how long a category is kept', description: 'Each change is justified, and shows in the register.', access: may.protect, params: retentionRuleOf, body: RetentionRulePatch, response: { 200: RetentionRule }, example: { ...one, body: { months: 30, justification: 'Le cycle de dialogue dure deux ans, et six mois pour en rendre compte.' } } }), (request, reply) =>
    write(request, reply, async (tx) => {
      const rule = await patchRetentionRule(tx, request, request.params.category, request.body)
      return { body: rule, version: rule.version }
    }))
}
