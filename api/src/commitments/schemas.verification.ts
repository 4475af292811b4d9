import { z } from 'zod'
import { day, isoDateTime, prose, uuid } from '../schemas.ts'
import { commitmentStates } from './rules.ts'

export const VerificationLinkCreate = z
  .strictObject({ send: z.boolean().default(false).describe('true: by e-mail to the mandate of the counterpart that has an address'), locale: z.enum(['fr', 'en']).default('fr'), expiresInDays: z.int().min(1).max(180).default(30) })
  .meta({ id: 'VerificationLinkCreate' })
export const VerificationLink = z
  .object({ id: uuid, path: z.string().describe('Page of the application; the secret goes behind its #'), secret: z.string().nullable().describe('Shown once; null when it left by e-mail, or when the request is replayed'), expiresAt: isoDateTime, mailed: z.boolean() })
  .meta({ id: 'VerificationLink', description: 'A private link on which the counterpart says whether a commitment was kept; the former one stops working.' })

export const Verification = z
  .object({
    reference: z.string(), statement: z.string(), owner: z.string(), counterpart: z.string(), madeOn: day, dueOn: day.nullable(), sessionTitle: z.string().nullable(), pointTitle: z.string().nullable(), pointStatement: z.string().nullable(), fictional: z.boolean(),
    state: z.enum(commitmentStates), stateAt: isoDateTime.nullable(), progress: z.int().min(0).max(100),
    milestones: z.array(z.object({ title: z.string(), dueOn: day.nullable(), doneOn: day.nullable() })),
    said: z.object({ text: z.string(), at: isoDateTime, evidenceUrl: z.string(), evidenceName: z.string(), evidenceFile: z.string().nullable().describe('Name of the file that is at /verification/evidence') }).nullable().describe('What its owner says of it, when it is said to be done'),
    mayVerify: z.boolean(), mayContest: z.boolean(),
    verdict: z.object({ kind: z.enum(['verified', 'contested']), reason: z.string(), at: isoDateTime }).nullable().describe('What the counterpart said last'),
    expiresAt: isoDateTime,
  })
  .meta({ id: 'Verification', description: 'What the counterpart sees: what was promised, what is said to be done, the evidence. No internal note.' })
export const VerdictCreate = z.strictObject({ kept: z.boolean(), reason: prose(2000).optional().describe('Owed when it was not kept') }).meta({ id: 'VerdictCreate' })
