import { z } from 'zod'
import { linkStates } from '../links/schemas.ts'
import { isoDateTime, solidLine, uuid } from '../schemas.ts'

export const Pass = z
  .object({
    id: uuid, sessionId: uuid, label: z.string().describe('As the audit names what is done under it'), endsAt: isoDateTime, state: z.enum(linkStates), lastUsedAt: isoDateTime.nullable(),
    createdAt: isoDateTime, createdByName: z.string().nullable(),
  })
  .meta({ id: 'Pass', description: 'A workshop pass: an account without password that facilitates one session from its private link, and ends by itself.' })
export const NewPass = Pass.extend({ path: z.string().describe('Page that the link opens; the secret stands behind its #'), secret: z.string().describe('Shown this once; empty when the answer is a replay of an earlier request') }).meta({ id: 'NewPass' })
export const PassCreate = z
  .strictObject({ label: solidLine(60), endsAt: isoDateTime.optional().describe('At most seven days after the session; by default twelve hours after its day') })
  .meta({ id: 'PassCreate' })
export const PassList = z.object({ items: z.array(Pass), nextCursor: z.null() }).meta({ id: 'PassList' })
