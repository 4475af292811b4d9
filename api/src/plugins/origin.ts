import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { commonErrors } from '../errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that a browser sends from another site (S-16). Browsers always send Origin on such requests;
 * simple content types are refused by the content parsers in any case.
 */
export function refuseForeignOrigin(request: FastifyRequest, config: Config): void {
  if (!SAFE.has(request.method)) requireOwnOrigin(request, config)
}

/**
 * In production a write in the name of a cookie must say that it comes from here: an own Origin, which browsers send with every write, or Sec-Fetch-Site. The
 * demonstration takes one without, so that its first call can be made from a shell.
 */
export function requireStatedOrigin(request: FastifyRequest, config: Config): void {
  if (!config.production || SAFE.has(request.method)) return
  if (request.headers.origin === undefined && request.headers['sec-fetch-site'] !== 'same-origin') throw commonErrors['origin-refused']()
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
