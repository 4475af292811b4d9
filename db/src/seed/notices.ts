import { eq, sql } from 'drizzle-orm'
import { demoId } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import { readReference } from './read.ts'

interface NoticesFile {
  name: string
  /** What the first edition says, by part; complete in law. */
  parts: Record<string, string>
  /** What the draft of the second says otherwise. */
  draft: Record<string, string>
  /** The same notice in English. */
  english: { name: string; parts: Record<string, string> }
  /** Lines of the register (GDPR 30). */
  processings: Omit<typeof schema.processings.$inferInsert, 'id' | 'perimeterId' | 'ownerId'>[]
  /** People who need not be told, with why. */
  exempted: { person: string; ground: (typeof schema.exemptionGround.enumValues)[number]; reason: string; reviewOn: string }[]
  /** People still to be told: no notice. */
  due: string[]
}
const DAY_MS = 86_400_000
const ORDER = ['controller', 'dpo', 'purposes', 'legalBasis', 'legitimateInterest', 'categories', 'source', 'recipients', 'retention', 'rights', 'complaint']

type StandardFile = Record<'fr' | 'en', { name: string; parts: Record<string, string> }>

/** A draft of the notice in each language, without what only the controller can say: it is published once completed. What was changed or removed since stays so. */
export async function seedNoticeTemplates(tx: Db, folder: string): Promise<void> {
  const { fr, en } = await readReference<StandardFile>(folder, 'notice-templates.json')
  const perimeterId = demoId('perimeter', 'national')
  await tx.insert(schema.noticeTemplates).values([{ id: demoId('notice-template', 'carte-1'), perimeterId, ...fr }, { id: demoId('notice-template', 'carte-en-1'), perimeterId, ...en }]).onConflictDoNothing()
}

/** A notice in force and the draft of its next edition; whom it was sent to, who need not be told, and who still waits. */
export async function seedNotices(tx: Db, folder: string): Promise<void> {
  const file = await readReference<NoticesFile>(folder, 'demonstration/notices.json')
  const templateId = demoId('notice-template', 'carte-1')
  const perimeterId = demoId('perimeter', 'national')
  const recordedBy = demoId('user', 'staff')
  const publishedAt = new Date(Date.now() - 200 * DAY_MS)
  // The drafts that every installation begins with are completed and published here.
  await tx.insert(schema.noticeTemplates).values([
    { id: templateId, perimeterId, name: file.name, edition: 1, parts: file.parts, publishedAt },
    { id: demoId('notice-template', 'carte-en-1'), perimeterId, ...file.english, edition: 1, publishedAt },
    { id: demoId('notice-template', 'carte-2'), perimeterId, name: file.name, edition: 2, parts: { ...file.parts, ...file.draft } },
    { id: demoId('notice-template', 'consultation-1'), perimeterId, name: 'Consultations', parts: file.parts },
  ]).onConflictDoUpdate({ target: schema.noticeTemplates.id, set: { name: sql`excluded.name`, parts: sql`excluded.parts`, publishedAt: sql`excluded.published_at` } })
  await tx.insert(schema.processings).values(file.processings.map((one) => ({ id: demoId('processing', one.kind), perimeterId, ownerId: recordedBy, ...one })))
  const wording = ORDER.map((part) => file.parts[part] ?? '').filter(Boolean).join('\n\n')
  const people = await tx.select({ id: schema.stakeholders.id, perimeterId: schema.stakeholders.perimeterId }).from(schema.stakeholders).where(eq(schema.stakeholders.kind, 'person')).orderBy(schema.stakeholders.reference)
  const waiting = new Set(file.due.map((code) => demoId('stakeholder', code)))
  const exempted = new Map(file.exempted.map((e) => [demoId('stakeholder', e.person), e]))
  const channels = ['letter', 'email', 'in_person'] as const
  await tx.insert(schema.notices).values(people.filter((p) => !waiting.has(p.id)).map((p, i) => {
    const exemption = exempted.get(p.id)
    const happenedOn = new Date(Date.now() - (30 + 7 * i) * DAY_MS).toISOString().slice(0, 10)
    const whose = { id: demoId('notice', p.id), stakeholderId: p.id, perimeterId: p.perimeterId, happenedOn, recordedBy }
    return exemption ? { ...whose, kind: 'exempted' as const, ground: exemption.ground, reason: exemption.reason, reviewOn: exemption.reviewOn } : { ...whose, kind: 'sent' as const, channel: channels[i % 3] ?? ('letter' as const), templateId, wording }
  }))
}
