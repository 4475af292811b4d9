import type { Db } from '@convergence/db'
import type { FastifyRequest } from 'fastify'
import { countTry } from '../auth/throttle.ts'
import { hashToken } from '../auth/tokens.ts'
import { provenLink } from '../plugins/rate-limit.ts'
import { linkErrors } from './errors.ts'

/** Wrong links from one source within the window before it hears 429: a room that shares an address mistypes less. */
const WRONG_MAX = 200

/** The hash of the secret in `Authorization: Link <secret>`; null when there is none of that shape. */
export function linkHashOf(request: FastifyRequest): string | null {
  const secret = /^Link (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
  return secret ? hashToken(secret) : null
}

/**
 * Counts a link that opens nothing, per source and in the database, and gives the refusal to throw: 401, or 429 beyond the
 * limit. A link that works is never counted, so nobody locks out a neighbour behind the same address.
 */
export async function refusedLink(db: Db, request: FastifyRequest): Promise<Error> {
  await countTry(db, `link:${request.ip}`, WRONG_MAX, linkErrors['link-throttled'])
  return linkErrors['link-refused']()
}

/** Makes whoever holds a link the principal of the request. It holds no role, so that no right follows. */
export function becomeHolder(request: FastifyRequest, kind: 'link' | 'rater', id: string): void {
  request.principal = { kind, actor: `${kind}:${id}`, userId: id, signInId: null, grants: [], scopes: [] }
  request.reach = []
  provenLink(request)
}
