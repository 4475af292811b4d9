import { type Db, demoId, schema } from '@convergence/db'
import { and, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { hashToken, newApiKey } from '../auth/tokens.ts'
import { commonErrors } from '../errors.ts'
import { may, principalIn, type Reach, requireReach } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { fromNow } from '../plugins/clock.ts'
import { operation } from '../plugins/operation.ts'
import { within } from '../plugins/reach.ts'
import { record } from '../plugins/record.ts'
import { write } from '../plugins/write.ts'
import { idParams } from '../schemas.ts'
import { perimetersExist } from '../users/queries.ts'
import { apiKeyErrors } from './errors.ts'
import { ApiKeyCreate, ApiKeyPage, NewApiKey } from './schemas.ts'

const tag = 'api-keys'
const { apiKeys } = schema
const { keyHash: _hash, ...columns } = getTableColumns(apiKeys)
const example = { body: { name: 'Annuaire des adhérents', scopes: ['map:read', 'map:write'], perimeterId: demoId('perimeter', 'national'), expiresInDays: 90 } }

const listKeys = (db: Db, reach: Reach) => db.select(columns).from(apiKeys).where(within(apiKeys.perimeterId, reach)).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)).limit(500)

export async function apiKeysRoutes(app: App): Promise<void> {
  app.get('/api-keys', operation({ id: 'listApiKeys', tag, summary: 'Keys, the newest first; never the keys themselves', access: may.administer, response: { 200: ApiKeyPage }, example: {} }), async (request) => ({ items: (await listKeys(app.db, request.reach)).map((k) => ({ ...k, scopes: scopesOf(k.scopes) })), nextCursor: null }))

  app.post('/api-keys', operation({ id: 'createApiKey', tag, summary: 'Make a key; it is shown once', access: may.administer, body: ApiKeyCreate, response: { 201: NewApiKey }, example }), (request, reply) =>
    write(request, reply, async (tx) => {
      const { expiresInDays, ...body } = request.body
      if (!(await perimetersExist(tx, [body.perimeterId]))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/perimeterId', code: 'unknown', message: 'unknown perimeter' }] })
      requireReach(request, body.perimeterId)
      const { key, prefix } = newApiKey()
      const expiresAt = await fromNow(tx, expiresInDays * 86_400)
      const [row] = await tx.insert(apiKeys).values({ ...body, prefix, keyHash: hashToken(key), expiresAt, createdBy: principalIn(request).userId }).returning(columns)
      if (!row) throw new Error('insert returned no row')
      await record(tx, request, { type: 'api-key.created', objectId: row.id, perimeterId: row.perimeterId, after: { name: row.name, scopes: row.scopes, expiresAt } })
      return { status: 201, body: { ...row, key }, replayBody: { ...row, key: '' }, location: '/api/v1/api-keys' }
    }))

  app.delete('/api-keys/:id', operation({ id: 'revokeApiKey', tag, summary: 'Revoke a key at once', access: may.administer, params: idParams, response: { 204: z.null() }, versioned: false, example: { params: { id: demoId('api-key', 'example') } } }), (request, reply) =>
    write(request, reply, async (tx) => {
      const [row] = await tx.update(apiKeys).set({ revokedAt: new Date(), version: sql`${apiKeys.version} + 1` }).where(and(eq(apiKeys.id, request.params.id), isNull(apiKeys.revokedAt), within(apiKeys.perimeterId, request.reach))).returning(columns)
      if (!row) throw apiKeyErrors['api-key-not-found']()
      await record(tx, request, { type: 'api-key.revoked', objectId: row.id, perimeterId: row.perimeterId })
      return { status: 204 }
    }))
}

const scopesOf = (stored: string[]) => stored as z.output<typeof ApiKeyCreate>['scopes']
