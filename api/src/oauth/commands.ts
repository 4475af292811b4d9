import { type Db, schema } from '@convergence/db'
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { isLive } from '../auth/live.ts'
import { countTry } from '../auth/throttle.ts'
import { hashToken, newAccessToken } from '../auth/tokens.ts'
import type { Scope } from '../plugins/access.ts'
import { fromNow } from '../plugins/clock.ts'
import { oauthErrors } from './errors.ts'
import { presentedBy } from './rules.ts'

const { accessTokens, apiKeys, users } = schema
/** How long a token works, in seconds; less when its key ends before. */
export const TOKEN_SECONDS = 900
/** Wrong clients from one source within the window of `countTry`. */
const WRONG_MAX = 100

export interface OAuthClient { id: string; scopes: Scope[]; expiresAt: Date }

/**
 * The key that presents itself as a client, in force and of an account in force. 401 `oauth-client-refused` otherwise, which does not
 * tell why; 429 beyond a hundred refusals of one source. One that is right is never counted.
 */
export async function clientOf(db: Db, request: FastifyRequest, form: Parameters<typeof presentedBy>[1]): Promise<OAuthClient> {
  const presented = presentedBy(request.headers.authorization, form)
  if (presented === 'twice') throw oauthErrors['oauth-request-malformed']()
  const client = presented ? await findClient(db, presented) : null
  if (client) return client
  await countTry(db, `oauth:${request.ip}`, WRONG_MAX, oauthErrors['oauth-throttled'])
  throw oauthErrors['oauth-client-refused']({ headers: { 'www-authenticate': 'Basic realm="Convergence", charset="UTF-8"' } })
}

async function findClient(db: Db, { id, secret }: { id: string; secret: string }): Promise<OAuthClient | null> {
  const [row] = await db.select({ id: apiKeys.id, scopes: apiKeys.scopes, expiresAt: apiKeys.expiresAt }).from(apiKeys).innerJoin(users, and(eq(users.id, apiKeys.createdBy), isLive()))
    .where(and(eq(apiKeys.keyHash, hashToken(secret)), eq(apiKeys.prefix, id), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, sql`now()`)))
  return row ? { ...row, scopes: row.scopes as Scope[] } : null
}

/** Makes a token of these scopes; only its hash is kept. Those of the same key that ran out go. */
export async function issueToken(db: Db, client: OAuthClient, scopes: Scope[]): Promise<{ token: string; seconds: number }> {
  const token = newAccessToken()
  const now = await fromNow(db, 0)
  const seconds = Math.max(1, Math.min(TOKEN_SECONDS, Math.floor((client.expiresAt.getTime() - now.getTime()) / 1000)))
  await db.transaction(async (tx) => {
    await tx.delete(accessTokens).where(and(eq(accessTokens.apiKeyId, client.id), lt(accessTokens.expiresAt, sql`now()`)))
    await tx.insert(accessTokens).values({ tokenHash: hashToken(token), apiKeyId: client.id, scopes, expiresAt: new Date(now.getTime() + seconds * 1000) })
    await tx.update(apiKeys).set({ lastUsedAt: sql`now()` }).where(eq(apiKeys.id, client.id))
  })
  return { token, seconds }
}

/** Ends a token of this client; one that is another’s, or unknown, is left alone and not told apart (RFC 7009 section 2.2). */
export const revokeToken = (db: Db, client: OAuthClient, token: string) => db.delete(accessTokens).where(and(eq(accessTokens.tokenHash, hashToken(token)), eq(accessTokens.apiKeyId, client.id)))
