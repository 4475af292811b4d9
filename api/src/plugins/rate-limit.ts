import type { RateLimitPluginOptions } from '@fastify/rate-limit'
import { commonErrors } from '../errors.ts'
import { readCookie } from '../auth/cookie.ts'
import { hashToken } from '../auth/tokens.ts'
import { pathOf } from './headers.ts'

const PER_MINUTE = 3000

/**
 * A guard against runaway clients, per credential and else per source; generous, because a meeting room shares one
 * address. Counted per process: N replicas allow N times as much (decision 0006). Sign-in has its own count, in the database.
 */
export const rateLimitOptions: RateLimitPluginOptions = {
  max: PER_MINUTE,
  timeWindow: 60_000,
  keyGenerator: (request) => {
    const credential = request.headers.authorization ?? readCookie(request)
    return credential ? hashToken(credential) : request.ip
  },
  allowList: (request) => !pathOf(request).startsWith('/api/'),
  addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
  addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false, 'retry-after': true },
  errorResponseBuilder: (_request, context) => commonErrors['too-many-requests']({ params: { seconds: Math.ceil(context.ttl / 1000) }, headers: { 'ratelimit-policy': `"default";q=${PER_MINUTE};w=60` } }),
}
