import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { isoDateTime, lifecycleWire, line, listOf, listQuery, pageOf, uuid } from '../schemas.ts'
import { failures } from './rules.ts'

const { mails } = schema
const Status = z.enum(schema.mailStatus.enumValues)
const Kind = z.enum(schema.mailKind.enumValues)

export const Mail = createSelectSchema(mails, { ...lifecycleWire, nextAttemptAt: isoDateTime, sentAt: () => isoDateTime })
  .omit({ text: true, html: true, secret: true, linkPath: true, calendar: true, calendarMethod: true, takenAt: true, lastError: true })
  .extend({
    objectLabel: z.string().nullable().describe('Title or name of what it is about'),
    sessionId: uuid.nullable().describe('The session that it is about, or that of its invitation or minutes'),
    failure: z.enum(failures).nullable().describe('Why the last attempt failed'),
    serverSays: z.string().describe('The sentence of the mail server, in its words'),
  })
  .meta({ id: 'Mail', description: 'A letter by e-mail: queued, being sent, sent, parked after the last attempt, or cancelled.' })
export const MailText = Mail.extend({ text: z.string().describe('Plain text; `{{link}}` stands where the private link goes, which is never shown. Empty for a digest, which is its reader’s.') }).meta({ id: 'MailText' })
export const MailPage = pageOf(Mail, 'MailPage')
export const MailQuery = z.strictObject({
  ...listQuery(['-createdAt', 'createdAt']),
  status: listOf(Status).optional(),
  kind: listOf(Kind).optional(),
  objectId: uuid.optional().describe('What it is about; for a session also the mails about its invitations and minutes'),
  q: line(200).optional().describe('Part of the address, the name or the subject'),
})

const count = z.int().min(0)
export const MailSummary = z
  .object({ configured: z.boolean().describe('Whether this server has a mail server; without one mails wait'), from: z.string(), queued: count, parked: count, sentToday: count, oldestQueuedAt: isoDateTime.nullable(), retrying: count.describe('Queued after an attempt that failed') })
  .meta({ id: 'MailSummary' })
export const MailSummaryQuery = z.strictObject({ objectId: uuid.optional().describe('Only mails about this object') })
export const MailOptOut = z.object({ kind: Kind }).meta({ id: 'MailOptOut', description: 'The kind of mail that is sent no more.' })
export const OneClickQuery = z.strictObject({ token: z.string().min(1).max(200).regex(/^[\w-]+$/) })
