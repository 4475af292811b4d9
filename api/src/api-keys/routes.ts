import { type Db, demoId, schema } from '@convergence/db'
import { desc } from 'drizzle-orm'
import { z } from 'zod'
import { may, type Reach } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { within } from '../plugins/reach.ts'
import { write, type Written } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { createKey, keyColumns, revokeKey, rotateKey } from './commands.ts'
import { ApiKeyCreate, ApiKeyPage, ApiKeyRotate, NewApiKey } from './schemas.ts'

const tag = 'api-keys'
const { apiKeys } = schema
const one = { params: { id: demoId('api-key', 'example') } }
const examples = {
  create: { body: { name: 'Annuaire des adhérents', scopes: ['map:read', 'map:write'], perimeterId: demoId('perimeter', 'national'), expiresInDays: 90 } },
  rotate: { ...one, body: { oldEndsInHours: 24, expiresInDays: 90 }, after: ['createApiKey'] },
}

const listKeys = (db: Db, reach: Reach) => db.select(keyColumns).from(apiKeys).where(within(apiKeys.perimeterId, reach)).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)).limit(500)
/** The key is in the first answer alone: a replay has none. */
const shownOnce = (made: { key: string }): Written => ({ status: 201, body: made, replayBody: { ...made, key: '' }, location: '/api/v1/api-keys' })

export async function apiKeysRoutes(app: App): Promise<void> {
  app.get('/api-keys', operation({ id: 'listApiKeys', tag, summary: 'Keys, the newest first; never the keys themselves', access: may.administer, response: { 200: ApiKeyPage }, example: {} }), async (request) => ({ items: (await listKeys(app.db, request.reach)).map((k) => ({ ...k, scopes: scopesOf(k.scopes) })), nextCursor: null }))

  app.post('/api-keys', operation({ id: 'createApiKey', tag, summary: 'Make a key; it is shown once', access: may.administer, body: ApiKeyCreate, response: { 201: NewApiKey }, example: examples.create }), (request, reply) =>
    write(request, reply, async (tx) => shownOnce(await createKey(tx, request, request.body))))

  app.post('/api-keys/:id/rotate', operation({ id: 'rotateApiKey', tag, summary: 'Make the successor of a key; the old one works until a chosen end', description: 'Same name, scopes and perimeter; a new key, hence a new client id. The old one ends after `oldEndsInHours`, at most seven days, so that a system can change without a gap.', access: may.administer, params: idParams, body: ApiKeyRotate, response: { 201: NewApiKey }, example: examples.rotate }), (request, reply) =>
    write(request, reply, async (tx) => shownOnce(await rotateKey(tx, request, request.params.id, request.body))))

  app.delete('/api-keys/:id', operation({ id: 'revokeApiKey', tag, summary: 'Revoke a key at once', access: may.administer, params: idParams, response: { 204: z.null() }, versioned: false, example: one }), (request, reply) =>
    write(request, reply, async (tx) => {
      await revokeKey(tx, request, request.params.id)
      return { status: 204 }
    }))
}

const scopesOf = (stored: string[]) => stored as z.output<typeof ApiKeyCreate>['scopes']
