import { sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'

// Names written out: in a query of one table drizzle leaves its name away, and the inner one would answer to `id`.
/** The session that a temporary account may enter by its workshop pass; null for every other account, and once the pass has ended. */
export const passFor = sql<string | null>`case when users.expires_at is not null then (select l.session_id from access_links l where l.purpose = 'pass' and l.object_id = users.id and l.revoked_at is null and l.expires_at > now() limit 1) end`

const V1 = '/api/v1'
const room = `${V1}/sessions/:id`
/** What the holder of a pass may call: the room of its session, and whom they are signed in as. */
const ROOM = new Set([
  `GET ${V1}/auth/me`, `POST ${V1}/auth/logout`,
  `GET ${room}`, `GET ${room}/board`, `GET ${room}/stream`, `GET ${room}/operations`, `POST ${room}/operations`,
  `GET ${room}/agenda-items`, `POST ${room}/agenda-items/:partId/clock`,
  `GET ${room}/attendances`, `POST ${room}/attendances`, `POST ${room}/attendances/batch`, `PATCH ${room}/attendances/:partId`,
  `GET ${room}/check-ins`, `POST ${room}/check-ins`, `GET ${room}/check-in-code`,
  `GET ${room}/read-backs`, `POST ${room}/read-backs`, `POST ${room}/read-backs/:partId/withdraw`,
])

/** Whether a request stays in the room of a session; deny by default: a new operation is outside until it is named above. */
export function staysInRoom({ method, routeOptions, params }: FastifyRequest, sessionId: string): boolean {
  const url = routeOptions.url ?? ''
  const { id } = params as { id?: string }
  return ROOM.has(`${method === 'HEAD' ? 'GET' : method} ${url}`) && (!url.startsWith(room) || id?.toLowerCase() === sessionId)
}
