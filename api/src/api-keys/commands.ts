import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { hashToken, newApiKey } from '../auth/tokens.ts'
import { commonErrors } from '../errors.ts'
import { principalIn, requireReach } from '../plugins/access.ts'
import { fromNow } from '../plugins/clock.ts'
import { within } from '../plugins/reach.ts'
import { record } from '../plugins/record.ts'
import { perimetersExist } from '../users/queries.ts'
import { apiKeyErrors } from './errors.ts'
import type { ApiKeyCreate, ApiKeyRotate } from './schemas.ts'

const { apiKeys } = schema
const { keyHash: _hash, ...columns } = getTableColumns(apiKeys)
export const keyColumns = columns
const HOUR_S = 3600

/** Makes a key; the key itself is in this answer alone. */
export async function createKey(tx: Db, request: FastifyRequest, { expiresInDays, ...body }: z.output<typeof ApiKeyCreate>) {
  if (!(await perimetersExist(tx, [body.perimeterId]))) throw commonErrors['unknown-reference']({ errors: [{ pointer: '/perimeterId', code: 'unknown', message: 'unknown perimeter' }] })
  requireReach(request, body.perimeterId)
  const { key, prefix } = newApiKey()
  const expiresAt = await fromNow(tx, expiresInDays * 24 * HOUR_S)
  const [row] = await tx.insert(apiKeys).values({ ...body, prefix, keyHash: hashToken(key), expiresAt, createdBy: principalIn(request).userId }).returning(columns)
  if (!row) throw new Error('insert returned no row')
  await record(tx, request, { type: 'api-key.created', objectId: row.id, perimeterId: row.perimeterId, after: { name: row.name, scopes: row.scopes, expiresAt } })
  return { ...row, key }
}

/**
 * Makes a key for the same use, and lets the old one work until the end that was chosen, or its own if that comes first: both
 * are valid meanwhile. The new key is of whoever rotates, so that it does not end with an account that leaves.
 */
export async function rotateKey(tx: Db, request: FastifyRequest, id: string, { oldEndsInHours, expiresInDays }: z.output<typeof ApiKeyRotate>) {
  const [old] = await tx.select().from(apiKeys).where(and(eq(apiKeys.id, id), within(apiKeys.perimeterId, request.reach))).for('update')
  if (!old) throw apiKeyErrors['api-key-not-found']()
  if (old.revokedAt || old.expiresAt.getTime() <= Date.now()) throw apiKeyErrors['api-key-ended']()
  const made = await createKey(tx, request, { name: old.name, scopes: old.scopes as z.output<typeof ApiKeyCreate>['scopes'], perimeterId: old.perimeterId, expiresInDays })
  const expiresAt = new Date(Math.min(old.expiresAt.getTime(), (await fromNow(tx, oldEndsInHours * HOUR_S)).getTime()))
  await tx.update(apiKeys).set({ expiresAt, version: sql`${apiKeys.version} + 1`, updatedAt: sql`now()` }).where(eq(apiKeys.id, id))
  await record(tx, request, { type: 'api-key.rotated', objectId: id, perimeterId: old.perimeterId, before: { expiresAt: old.expiresAt }, after: { expiresAt, replacedBy: made.prefix } })
  return made
}

/** Revokes a key at once. */
export async function revokeKey(tx: Db, request: FastifyRequest, id: string): Promise<void> {
  const [row] = await tx.update(apiKeys).set({ revokedAt: new Date(), version: sql`${apiKeys.version} + 1` }).where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt), within(apiKeys.perimeterId, request.reach))).returning({ id: apiKeys.id, perimeterId: apiKeys.perimeterId })
  if (!row) throw apiKeyErrors['api-key-not-found']()
  await record(tx, request, { type: 'api-key.revoked', objectId: row.id, perimeterId: row.perimeterId })
}
