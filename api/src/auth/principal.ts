import { sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Principal, Reach, Role, Scope } from '../plugins/access.ts'
import { readCookie } from './cookie.ts'
import { hashToken } from './tokens.ts'

/** Signed out after 8 hours without a request; the absolute limit stands in `expiresAt`. */
export const IDLE_HOURS = 8
export const ABSOLUTE_HOURS = 72

interface GrantRow extends Record<string, unknown> { user_id: string; sign_in_id: string | null; key_id: string | null; stale: boolean; role: Role; root: boolean; scopes: Scope[] | null; reach: string[] }

// A grant covers its perimeter and all below it. Three levels are enough for national → region → direction, but the
// tree is walked whatever its depth.
const below = (perimeterId: ReturnType<typeof sql>) => sql`array(with recursive r(id) as (select ${perimeterId} union select p.id from perimeters p join r on p.parent_id = r.id) select id from r)`

/** Who makes this request: by `Authorization: Bearer` for an API key, else by the cookie. Null when neither holds. */
export async function principalOf(request: FastifyRequest): Promise<Principal | null> {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (request.headers.authorization !== undefined) return bearer ? byKey(request, bearer) : null
  const token = readCookie(request)
  return token ? bySignIn(request, token) : null
}

async function bySignIn(request: FastifyRequest, token: string): Promise<Principal | null> {
  const { rows } = await request.server.db.execute<GrantRow>(sql`
    select u.id as user_id, s.id as sign_in_id, null as key_id, s.last_seen_at < now() - interval '1 minute' as stale,
      g.role, p.parent_id is null as root, null as scopes,
      case when p.parent_id is null then '{}'::uuid[] else ${below(sql`g.perimeter_id`)} end as reach
    from sign_ins s join users u on u.id = s.user_id and u.disabled_at is null
      left join grants g on g.user_id = u.id left join perimeters p on p.id = g.perimeter_id
    where s.token_hash = ${hashToken(token)} and s.expires_at > now() and s.last_seen_at > now() - make_interval(hours => ${IDLE_HOURS})`)
  const [first] = rows
  if (!first) return null
  if (first.stale) await request.server.db.execute(sql`update sign_ins set last_seen_at = now() where id = ${first.sign_in_id}`)
  return { kind: 'user', actor: `user:${first.user_id}`, userId: first.user_id, signInId: first.sign_in_id, grants: rows.filter((r) => r.role !== null).map(grantOf), scopes: null }
}

async function byKey(request: FastifyRequest, key: string): Promise<Principal | null> {
  const { rows } = await request.server.db.execute<GrantRow>(sql`
    select k.created_by as user_id, null as sign_in_id, k.id as key_id, coalesce(k.last_used_at < now() - interval '1 minute', true) as stale,
      'integrator' as role, p.parent_id is null as root, k.scopes,
      case when p.parent_id is null then '{}'::uuid[] else ${below(sql`k.perimeter_id`)} end as reach
    from api_keys k join users u on u.id = k.created_by and u.disabled_at is null join perimeters p on p.id = k.perimeter_id
    where k.key_hash = ${hashToken(key)} and k.revoked_at is null and k.expires_at > now()`)
  const [row] = rows
  if (!row) return null
  if (row.stale) await request.server.db.execute(sql`update api_keys set last_used_at = now() where id = ${row.key_id}`)
  return { kind: 'key', actor: `key:${row.key_id}`, userId: row.user_id, signInId: null, grants: [grantOf(row)], scopes: row.scopes }
}

const grantOf = (row: GrantRow): { role: Role; reach: Reach } => ({ role: row.role, reach: row.root ? 'all' : row.reach })
