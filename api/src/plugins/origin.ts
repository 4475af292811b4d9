import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { commonErrors } from '../errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that a browser sends from another site (S-16). Browsers always send Origin on such requests, so a
 * request without one is no browser's; simple content types are refused by the content parsers in any case.
 */
export function refuseForeignOrigin(request: FastifyRequest, config: Config): void {
  if (!SAFE.has(request.method)) requireOwnOrigin(request, config)
}

/** Refuses what a browser sends from another site, whatever the method. */
export function requireOwnOrigin(request: FastifyRequest, config: Config): void {
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') throw commonErrors['origin-refused']()
  const origin = request.headers.origin
  if (origin === undefined) return
  const own = config.publicUrl ? new URL(config.publicUrl).host : request.headers.host
  if (!URL.canParse(origin) || new URL(origin).host !== own) throw commonErrors['origin-refused']()
}
