import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, base64url: a session cookie's value. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Tokens are random, so a plain SHA-256 is enough to keep a stolen table useless. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** An API key: `cvg_` + 8 characters of prefix + `_` + 256 random bits. */
export function newApiKey(): { key: string; prefix: string } {
  const prefix = `cvg_${randomBytes(6).toString('base64url').replace(/[-_]/g, 'x')}`
  return { key: `${prefix}_${newToken()}`, prefix }
}

/** The beginning of every access token: tells it apart from a key. */
export const ACCESS_TOKEN_PREFIX = 'cvt_'

/** An OAuth 2.0 access token: `cvt_` + 256 random bits. */
export const newAccessToken = (): string => `${ACCESS_TOKEN_PREFIX}${newToken()}`
