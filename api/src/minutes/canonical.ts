import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of a value: the same on any machine, in whatever order its keys are kept. */
export function hashOf(content: unknown): string {
  const text = canonicalize(content)
  if (text === undefined) throw new TypeError('nothing to hash')
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
