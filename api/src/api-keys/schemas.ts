import { schema } from '@convergence/db'
import { createSelectSchema } from 'drizzle-zod'
import { z } from 'zod'
import { scopes } from '../plugins/access.ts'
import { isoDateTime, lifecycleWire, pageOf, solidLine, uuid } from '../schemas.ts'

const Scope = z.enum(scopes).meta({ id: 'Scope' })

export const ApiKey = createSelectSchema(schema.apiKeys, { ...lifecycleWire, expiresAt: isoDateTime, lastUsedAt: isoDateTime.nullable(), revokedAt: isoDateTime.nullable(), scopes: () => z.array(Scope) })
  .omit({ keyHash: true })
  .meta({ id: 'ApiKey', description: 'An integrator’s key. The key itself is shown once, when it is made.' })
export const NewApiKey = ApiKey.extend({ key: z.string().describe('Empty when the answer is a replay of an earlier request') }).meta({ id: 'NewApiKey', description: 'Keep `key` now: it cannot be read again.' })

export const ApiKeyCreate = z
  .strictObject({ name: solidLine(120), scopes: z.array(Scope).min(1).max(scopes.length), perimeterId: uuid, expiresInDays: z.int().min(1).max(365).default(90) })
  .meta({ id: 'ApiKeyCreate' })
export const ApiKeyRotate = z
  .strictObject({ oldEndsInHours: z.int().min(0).max(168).default(24).describe('Until when the old key goes on working beside the new one, at most seven days; 0 ends it at once'), expiresInDays: z.int().min(1).max(365).default(90).describe('Of the new key') })
  .meta({ id: 'ApiKeyRotate' })
export const ApiKeyPage = pageOf(ApiKey, 'ApiKeyPage')
