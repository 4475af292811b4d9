import { schema } from '@convergence/db'
import { z } from 'zod'
import { day, isoDateTime, lifecycleWire, listQuery, pageOf, prose, solidLine, uuid } from '../schemas.ts'
import { noticeParts } from './rules.ts'

const kind = z.enum(schema.noticeKind.enumValues)
const parts = z.strictObject(Object.fromEntries(noticeParts.map((part) => [part, prose(4000).optional()])) as Record<(typeof noticeParts)[number], z.ZodOptional<ReturnType<typeof prose>>>)

export const Notice = z.object({
  id: uuid, stakeholderId: uuid, kind, channel: z.enum(schema.noticeChannel.enumValues).nullable(), happenedOn: z.string(), templateId: uuid.nullable(),
  wording: z.string().describe('What was sent, word for word'), ground: z.enum(schema.exemptionGround.enumValues).nullable().describe('GDPR article 14(5)'),
  reason: z.string(), reviewOn: z.string().nullable(), sourceUrl: z.string(), recordedByName: z.string(), createdAt: isoDateTime, withdrawnAt: isoDateTime.nullable(),
}).meta({ id: 'Notice', description: 'Information de la personne: that somebody was told, need not be, or is covered by the public notice. A dated statement.' })

export const LinkedNotice = z.object({ name: z.string().nullable(), edition: z.int().nullable(), wording: z.string().nullable().describe('null while no template is published') })
  .meta({ id: 'LinkedNotice', description: 'What somebody reads before answering by a private link (GDPR 13).' })
export const PersonNotices = z.object({ state: z.enum(['sent', 'exempted', 'public', 'due', 'overdue']), dueOn: z.string().describe('By when the person is to be told'), items: z.array(Notice) }).meta({ id: 'PersonNotices' })

export const NoticeCreate = z.strictObject({
  kind, happenedOn: day, channel: z.enum(schema.noticeChannel.enumValues).optional().describe('sent: required'), templateId: uuid.optional().describe('sent: required, published'),
  ground: z.enum(schema.exemptionGround.enumValues).optional().describe('exempted: required'), reason: prose(2000).optional().describe('exempted: required, 20 characters or more'),
  reviewOn: day.optional().describe('exempted: required, in the future'), sourceUrl: z.string().max(500).regex(/^https?:\/\/[^\s\p{Cc}]+$/u).optional().describe('public: required, where the person spoke in public'),
}).meta({ id: 'NoticeCreate' })

export const noticeOf = z.strictObject({ id: uuid, noticeId: uuid })

export const NoticesDueQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50) })
export const NoticesDue = z.object({ items: z.array(z.object({ stakeholderId: uuid, reference: z.string(), name: z.string(), dueOn: z.string(), state: z.enum(['due', 'overdue']) })), due: z.number().int(), overdue: z.number().int() }).meta({ id: 'NoticesDue' })

export const NoticeTemplate = z.object({
  id: uuid, perimeterId: uuid, name: z.string(), edition: z.number().int(), parts: z.record(z.string(), z.string()), missing: z.array(z.enum(noticeParts)).describe('Parts still to be written before it can be published'),
  wording: z.string().describe('What a person reads: the parts in their order'), publishedAt: isoDateTime.nullable(), sent: z.number().int().describe('How many people it was sent to, what was taken back not counted'), version: z.number().int(), ...lifecycleWire,
}).meta({ id: 'NoticeTemplate', description: 'The words that tell people; one row per edition.' })
export const NoticeTemplates = z.object({ items: z.array(NoticeTemplate) }).meta({ id: 'NoticeTemplates' })
export const NoticeTemplateCreate = z.strictObject({ name: solidLine(120), perimeterId: uuid.optional(), parts: parts.default({}), from: uuid.optional().describe('A template to make the next edition of: its parts are taken over') }).meta({ id: 'NoticeTemplateCreate' })
export const NoticeTemplatePatch = z.strictObject({ name: solidLine(120).optional(), parts: parts.optional() }).meta({ id: 'NoticeTemplatePatch', description: 'JSON Merge Patch; refused once published' })

export const SendingsQuery = z.strictObject(listQuery(['-happenedOn', 'happenedOn']))
export const NoticeSending = z.object({
  id: uuid, stakeholderId: uuid, reference: z.string(), name: z.string().describe('Empty once the person is erased, or while restricted for whoever is not the officer'),
  channel: z.enum(schema.noticeChannel.enumValues).nullable(), happenedOn: z.string(), recordedByName: z.string(), withdrawnAt: isoDateTime.nullable(),
}).meta({ id: 'NoticeSending', description: 'Envoi: whom one edition of a template was sent to, when and how.' })
export const NoticeSendingPage = pageOf(NoticeSending, 'NoticeSendingPage')
