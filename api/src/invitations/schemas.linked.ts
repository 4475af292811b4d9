import { schema } from '@convergence/db'
import { z } from 'zod'
import { isoDateTime, prose, uuid } from '../schemas.ts'

export const LinkedAnswer = z
  .strictObject({ answer: z.enum(['registered', 'apologised', 'represented']), proxyId: uuid.optional().describe('With `represented`: one of `proxies`'), note: prose(1000).optional() })
  .meta({ id: 'LinkedAnswer', description: 'The answer of the invited, which can be given again to change one’s mind.' })

const LinkedSession = z.object({
  title: z.string(), aim: z.string(), form: z.enum(schema.sessionForm.enumValues), status: z.enum(schema.sessionStatus.enumValues), startsAt: isoDateTime, endsAt: isoDateTime.nullable(), timeZone: z.string(), place: z.string(), videoUrl: z.string(),
  seats: z.int().nullable(), freeSeats: z.int().min(0).nullable().describe('Null without a limit'), engagementLevel: z.enum(schema.engagementLevel.enumValues).nullable(), reasonRule: z.enum(schema.reasonRule.enumValues), facilitatorName: z.string().nullable(), bodyName: z.string().nullable(), fictional: z.boolean(),
}).meta({ id: 'LinkedSession' })

export const LinkedInvitation = z
  .object({
    invitation: z.object({
      stakeholderName: z.string(), personName: z.string().nullable(), mandateRole: z.string().nullable(), role: z.enum(schema.invitationRole.enumValues), status: z.enum(schema.invitationStatus.enumValues), answerNote: z.string(), answeredAt: isoDateTime.nullable(),
      proxyId: uuid.nullable(), proxyName: z.string().nullable(), queuePlace: z.int().nullable().describe('Place in the waiting list, from 1'), representing: z.array(z.string()).describe('Holders who gave it their proxy'),
    }),
    session: LinkedSession,
    agenda: z.array(z.object({ id: uuid, title: z.string(), aim: z.enum(schema.agendaAim.enumValues), durationMinutes: z.int(), statement: z.string().nullable().describe('The text under discussion') })),
    documents: z.array(z.object({ id: uuid, title: z.string(), fileName: z.string(), mediaType: z.string(), size: z.int() })),
    proxies: z.array(z.object({ id: uuid, name: z.string() })).describe('To whom a proxy can be given'),
    closed: z.enum(['cancelled', 'over']).nullable().describe('Why it can no longer be answered; null while it can'),
  })
  .meta({ id: 'LinkedInvitation', description: 'An invitation as who holds its private link sees it.' })
