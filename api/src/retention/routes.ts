import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { sendVersioned } from '../plugins/etag.ts'
import { operation } from '../plugins/operation.ts'
import { write } from '../plugins/write.ts'
import { listPurges, purge, retentionDue } from './purge.ts'
import { listRetentionRules, patchRetentionRule, requireRetentionRule } from './rules.ts'
import { Purge, Purges, RetentionDue, RetentionRule, RetentionRulePatch, retentionRuleOf, RetentionRules } from './schemas.ts'

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

  app.get('/retention/due', operation({ id: 'getRetentionDue', tag, summary: 'What a purge would do now', description: 'Reads; changes nothing.', access: may.readPrivacy, response: { 200: RetentionDue } }), async () => ({ items: await retentionDue(app.db) }))

  app.post('/retention/purges', operation({ id: 'createPurge', tag, summary: 'Purge what is due', description: 'Exactly what `getRetentionDue` tells, but what is for review; asked again, it does nothing more.', access: may.protect, response: { 201: Purge }, example: {} }), (request, reply) =>
    write(request, reply, async (tx) => ({ status: 201, body: await purge(tx, request) })))

  app.get('/retention/purges', operation({ id: 'listPurges', tag, summary: 'The last hundred purges', access: may.readPrivacy, response: { 200: Purges } }), async () => ({ items: await listPurges(app.db) }))
}
