import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { kept, keptByFeature } from '../plugins/kept.ts'
import { emailOrNone, isoDateTime, lifecycleWire, prose, uuid } from '../schemas.ts'
import { StakeholderCount } from '../stakeholders/schemas.ts'

const { invitations } = schema
export const partParams = z.strictObject({ id: uuid, partId: uuid })
const count = z.int().min(0)
const role = z.enum(schema.invitationRole.enumValues)
const language = z.enum(schema.locale.enumValues).default('fr').describe('Of the letters')

const LastMail = z
  .object({ id: uuid, kind: z.enum(schema.mailKind.enumValues), status: z.enum(schema.mailStatus.enumValues), at: z.string().describe('When it was sent, or written; RFC 3339') })
  .meta({ id: 'InvitationMail', description: 'The latest mail about an invitation and what became of it.' })

export const Invitation = createSelectSchema(invitations, { ...lifecycleWire, sentAt: () => isoDateTime, answeredAt: () => isoDateTime, registeredAt: () => isoDateTime })
  .omit({ email: true })
  .extend({
    answerNote: kept('note', z.string()),
    stakeholderName: z.string(),
    headcount: z.int().nullable().describe('People whom the holder represents'),
    personName: z.string().nullable().describe('Who is asked to come, when a mandate is named'),
    mandateRole: z.string().nullable(),
    proxyName: z.string().nullable(),
    address: keptByFeature('contact', z.string(), 'Where its mails go, empty when nowhere; null for whom may not see it'),
    hasAddress: z.boolean(),
    queuePlace: z.int().nullable().describe('Place in the waiting list, from 1; null for who does not wait'),
    represents: count.describe('Holders who gave it their proxy'),
    lastMail: LastMail.nullable(),
    told: z.boolean().describe('False when it was invited by mail and the time, the place or the status changed since without a mail'),
  })
  .meta({ id: 'Invitation', description: 'Who was asked to come, and what they answered; apart from who came.' })
export const InvitationList = z.object({ items: z.array(Invitation), nextCursor: z.null() }).meta({ id: 'InvitationList' })

const Invitee = z.strictObject({ stakeholderId: uuid, mandateId: uuid.nullable().optional().describe('The spokesperson on the day of the session when it is left out'), email: emailOrNone.optional(), role: role.optional() }).meta({ id: 'Invitee' })
export const InvitationsCreate = z
  .strictObject({
    stakeholderIds: z.array(uuid).min(1).max(500).optional(),
    invitees: z.array(Invitee).min(1).max(500).optional(),
    filter: StakeholderCount.optional().describe('Organisations and groups of the register that match, archived ones left out; at most 500'),
    role: role.default('participant'),
  })
  .meta({ id: 'InvitationsCreate', description: 'One of the three. Who is invited already stays as it is.' })

export const InvitationPatch = z
  .strictObject({
    status: z.enum(['invited', 'registered', 'apologised', 'represented']).optional().describe('The answer, kept on behalf of the invited; who registers beyond the seats is put on the waiting list'),
    proxyId: uuid.optional().describe('With `represented`: the holder to whom the proxy is given'),
    answerNote: prose(1000).optional(),
    mandateId: uuid.nullable().optional(),
    email: emailOrNone.optional().describe('Empty for the address of the mandate'),
    role: role.optional(),
  })
  .meta({ id: 'InvitationPatch' })

export const InvitationsSend = z.strictObject({ ids: z.array(uuid).min(1).max(500).optional().describe('These; all when left out'), again: z.boolean().default(false).describe('To who was sent one already too'), language }).meta({ id: 'InvitationsSend' })
export const ChangeAnnounce = z.strictObject({ language }).meta({ id: 'ChangeAnnounce' })
export const InvitationsSent = z.object({ queued: count.describe('Mails written, which leave by themselves'), withoutAddress: count.describe('Chosen, but with nowhere to write to'), items: z.array(Invitation), nextCursor: z.null() }).meta({ id: 'InvitationsSent' })
export const InvitationLink = z.object({ id: uuid, secret: z.string().describe('Stands behind # in the address of /invitation; shown this once'), expiresAt: isoDateTime }).meta({ id: 'InvitationLink' })
