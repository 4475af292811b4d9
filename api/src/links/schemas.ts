import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { isoDateTime, lifecycleWire, listQuery, pageOf, uuid } from '../schemas.ts'

export const linkPurposes = schema.linkPurpose.enumValues
export const linkStates = ['working', 'expired', 'revoked'] as const

export const AccessLink = createSelectSchema(schema.accessLinks, { ...lifecycleWire, expiresAt: isoDateTime, revokedAt: () => isoDateTime, lastUsedAt: () => isoDateTime })
  .omit({ secretHash: true })
  .extend({ state: z.enum(linkStates), stakeholderName: z.string().nullable(), createdByName: z.string().nullable() })
  .meta({ id: 'AccessLink', description: 'A private link for somebody without account: one purpose, one object. Its secret was shown once, when it was made, and stands nowhere.' })
export const AccessLinkPage = pageOf(AccessLink, 'AccessLinkPage')
export const AccessLinkQuery = z.strictObject({
  ...listQuery(['-createdAt', 'createdAt']),
  purpose: z.enum(linkPurposes).optional(),
  objectId: uuid.optional().describe('What it opens: an invitation, a session, a commitment'),
  sessionId: uuid.optional(),
  stakeholderId: uuid.optional(),
  state: z.enum(linkStates).optional(),
})
