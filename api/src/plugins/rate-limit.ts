import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { hashToken } from '../auth/tokens.ts'
import { commonErrors } from '../errors.ts'
import { pathOf } from './headers.ts'

const WINDOW_MS = 60_000
/** What costs the server much has this part of the budget, for each such operation. */
const COSTLY_SHARE = 50
const LINKS_KEPT = 20_000

declare module 'fastify' {
  interface FastifyInstance {
    /** Hashes of private links that opened something here: each has a budget of its own, as signed-in people have. */
    provenLinks: Set<string>
  }
}

/**
 * A guard against runaway clients, by who is proven to ask: a browser that is signed in, a key together with its tokens, a
 * private link that opened something; all others share the budget of their address, so that a made-up credential in each
 * request wins nothing (S-28). Generous, because a meeting room shares one address. Counted per process: N replicas allow
 * N times as much (decision 0006). Sign-in, links and clients have counts of their own, in the database.
 */
export const limits = fp(async (app: FastifyInstance) => {
  const perMinute = app.config.requestsPerMinute
  app.decorate('provenLinks', new Set<string>())
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: WINDOW_MS,
    keyGenerator: budgetOf,
    allowList: unlimited,
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false, 'retry-after': true },
    errorResponseBuilder: (_request, { max, ttl }) => {
      const seconds = Math.max(1, Math.ceil(ttl / 1000))
      return commonErrors['too-many-requests']({ params: { seconds }, headers: { 'ratelimit-policy': `"${max < perMinute ? 'costly' : 'default'}";q=${max};w=${WINDOW_MS / 1000}`, ratelimit: `"${max < perMinute ? 'costly' : 'default'}";r=0;t=${seconds}` } })
    },
  })
})

/** Files of the application, and what says whether the server lives. */
export const unlimited = (request: FastifyRequest): boolean => !pathOf(request).startsWith('/api/')

/** For the configuration of a route that is costly: documents, computations, imports. */
export const costlyLimit = { max: (request: FastifyRequest): number => Math.ceil(request.server.config.requestsPerMinute / COSTLY_SHARE), timeWindow: WINDOW_MS }

function budgetOf(request: FastifyRequest): string {
  const { principal, headers } = request
  if (principal) return principal.signInId ?? principal.actor
  const link = headers.authorization?.startsWith('Link ') ? hashToken(headers.authorization) : null
  return link && request.server.provenLinks.has(link) ? link : normalizeIP(request.ip)
}

/** Remembers that the private link of this request opened something. */
export function provenLink(request: FastifyRequest): void {
  const { provenLinks } = request.server
  if (provenLinks.size >= LINKS_KEPT) provenLinks.clear()
  if (request.headers.authorization) provenLinks.add(hashToken(request.headers.authorization))
}
