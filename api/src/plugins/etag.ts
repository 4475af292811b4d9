import type { FastifyReply, FastifyRequest } from 'fastify'
import { commonErrors } from '../errors.ts'

/** The strong ETag of a version number. */
export const etagOf = (version: number): string => `"${version}"`

/** Refuses a change that does not name the version it read (428), or names an older one (412). */
export function requireMatch(request: FastifyRequest, version: number): void {
  const header = request.headers['if-match']
  if (header === undefined) throw commonErrors['precondition-required']()
  const tags = header.split(',').map((tag) => tag.trim())
  if (!tags.includes('*') && !tags.includes(etagOf(version))) throw commonErrors['stale-version']({ headers: { etag: etagOf(version) } })
}

/** Sends a versioned object with its ETag, or 304 when the reader has that version already. */
export function sendVersioned<T extends { version: number }>(request: FastifyRequest, reply: FastifyReply, body: T): T | FastifyReply {
  const etag = etagOf(body.version)
  reply.header('etag', etag)
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known?.includes(etag)) return reply.code(304).serializer(() => '').send(null)
  return body
}
