import { type Db, schema } from '@convergence/db'
import { and, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Principal, Reach, Role, Scope } from '../plugins/access.ts'
import { readCookie } from './cookie.ts'
import { isLive } from './live.ts'
import { passFor } from './pass.ts'
import { ACCESS_TOKEN_PREFIX, hashToken } from './tokens.ts'

/** Signed out after 8 hours without a request; the absolute limit stands in `expiresAt`. */
export const IDLE_HOURS = 8
export const ABSOLUTE_HOURS = 72

const { accessTokens, apiKeys, grants, perimeters, signIns, users } = schema

// A grant covers its perimeter and all below it. Three levels are enough for national → region → direction, but the
// tree is walked whatever its depth.
const below = (perimeterId: SQL): SQL => sql`array(with recursive r(id) as (select ${perimeterId} union select p.id from perimeters p join r on p.parent_id = r.id) select id from r)`
const reachOf = (perimeterId: SQL): SQL<string[] | null> => sql`case when ${perimeters.parentId} is not null then ${below(perimeterId)} end`
const root = sql<boolean>`${perimeters.parentId} is null`

/**
 * Who makes a request: by `Authorization: Bearer` for an API key or a token of it, else by the cookie; null when neither holds. It is asked
 * anew at each request, so that a right taken away on another replica is away here too; the server keeps the plan of the
 * question, which costs more than the answer. Without `touch` it only looks: nobody counts as having been active.
 */
export function principalReader(db: Db, { touch = true } = {}): (request: FastifyRequest) => Promise<Principal | null> {
  let statements: ReturnType<typeof prepare> | undefined
  return async (request) => {
    const { signIn, key, accessToken } = (statements ??= prepare(db))
    if (request.headers.authorization !== undefined) {
      const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization)?.[1]
      return bearer ? byKey(touch ? db : null, await (bearer.startsWith(ACCESS_TOKEN_PREFIX) ? accessToken : key).execute({ hash: hashToken(bearer) })) : null
    }
    const token = readCookie(request)
    return token ? bySignIn(touch ? db : null, await signIn.execute({ hash: hashToken(token) })) : null
  }
}

const prepare = (db: Db) => ({ signIn: prepareSignIn(db), key: prepareKey(db), accessToken: prepareAccessToken(db) })

const prepareSignIn = (db: Db) =>
  db.select({ userId: users.id, signInId: signIns.id, method: signIns.method, passFor, stale: sql<boolean>`${signIns.lastSeenAt} < now() - interval '1 minute'`, role: grants.role, root, reach: reachOf(sql`${grants.perimeterId}`) })
    .from(signIns).innerJoin(users, and(eq(users.id, signIns.userId), isLive()))
    .leftJoin(grants, eq(grants.userId, users.id)).leftJoin(perimeters, eq(perimeters.id, grants.perimeterId))
    .where(and(eq(signIns.tokenHash, sql.placeholder('hash')), gt(signIns.expiresAt, sql`now()`), gt(signIns.lastSeenAt, sql`now() - make_interval(hours => ${sql.raw(String(IDLE_HOURS))})`)))
    .prepare('principal_of_sign_in')

const prepareKey = (db: Db) =>
  db.select({ userId: apiKeys.createdBy, keyId: apiKeys.id, stale: sql<boolean>`coalesce(${apiKeys.lastUsedAt} < now() - interval '1 minute', true)`, scopes: apiKeys.scopes, root, reach: reachOf(sql`${apiKeys.perimeterId}`) })
    .from(apiKeys).innerJoin(users, and(eq(users.id, apiKeys.createdBy), isLive())).innerJoin(perimeters, eq(perimeters.id, apiKeys.perimeterId))
    .where(and(eq(apiKeys.keyHash, sql.placeholder('hash')), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, sql`now()`)))
    .prepare('principal_of_key')

// A token is its key with fewer scopes: it ends with the key, and with the account that made it.
const prepareAccessToken = (db: Db) =>
  db.select({ userId: apiKeys.createdBy, keyId: apiKeys.id, stale: sql<boolean>`coalesce(${apiKeys.lastUsedAt} < now() - interval '1 minute', true)`, scopes: accessTokens.scopes, root, reach: reachOf(sql`${apiKeys.perimeterId}`) })
    .from(accessTokens).innerJoin(apiKeys, eq(apiKeys.id, accessTokens.apiKeyId)).innerJoin(users, and(eq(users.id, apiKeys.createdBy), isLive())).innerJoin(perimeters, eq(perimeters.id, apiKeys.perimeterId))
    .where(and(eq(accessTokens.tokenHash, sql.placeholder('hash')), gt(accessTokens.expiresAt, sql`now()`), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, sql`now()`)))
    .prepare('principal_of_access_token')

/** The roles of an account with the perimeters that each reaches; for a job, which makes no request. */
export async function grantsOf(db: Db, userId: string): Promise<{ role: Role; reach: Reach }[]> {
  const rows = await db.select({ role: grants.role, root, reach: reachOf(sql`${grants.perimeterId}`) }).from(grants).innerJoin(perimeters, eq(perimeters.id, grants.perimeterId)).where(eq(grants.userId, userId))
  return rows.map((row) => grantOf(row.role, row))
}

type Prepared<T extends keyof ReturnType<typeof prepare>> = Awaited<ReturnType<ReturnType<typeof prepare>[T]['execute']>>

async function bySignIn(db: Db | null, rows: Prepared<'signIn'>): Promise<Principal | null> {
  const [first] = rows
  // A pass whose link has ended opens nothing, rather than all that its role would.
  if (!first || (first.method === 'pass' && first.passFor === null)) return null
  if (db && first.stale) await db.update(signIns).set({ lastSeenAt: sql`now()` }).where(eq(signIns.id, first.signInId))
  return { kind: 'user', actor: `user:${first.userId}`, userId: first.userId, signInId: first.signInId, grants: rows.flatMap((row) => (row.role === null ? [] : [grantOf(row.role, row)])), scopes: null, ...(first.passFor ? { passFor: first.passFor } : {}) }
}

async function byKey(db: Db | null, [row]: Prepared<'key'>): Promise<Principal | null> {
  if (!row) return null
  if (db && row.stale) await db.update(apiKeys).set({ lastUsedAt: sql`now()` }).where(eq(apiKeys.id, row.keyId))
  return { kind: 'key', actor: `key:${row.keyId}`, userId: row.userId, signInId: null, grants: [grantOf('integrator', row)], scopes: row.scopes as Scope[] }
}

const grantOf = (role: Role, row: { root: boolean; reach: string[] | null }): { role: Role; reach: Reach } => ({ role, reach: row.root ? 'all' : row.reach ?? [] })
