import type { Config } from '../config.ts'
import { isSealed, sealerOf } from '../evaluations/seal.ts'

/** How long somebody may stay at the provider. */
export const ATTEMPT_SECONDS = 600

/** A sign-in that a browser began: what the provider’s answer is held against. */
export interface Attempt {
  state: string
  nonce: string
  /** Of the proof key (PKCE, RFC 7636): only its hash goes through the browser’s address. */
  verifier: string
  /** Milliseconds since 1970; from then on it is over. */
  expiresAt: number
}

const sealer = (config: Config) => sealerOf(config.secret, 'sign-ins at the provider')

/** For the cookie: no replica keeps it, every one can read it, and the browser that holds it cannot. */
export const sealAttempt = (attempt: Attempt, config: Config): string => sealer(config).seal(JSON.stringify(attempt))

/** The attempt of a cookie; null when this server did not seal it, or its time has passed. */
export function openSealedAttempt(cookie: string | undefined, config: Config, now = Date.now()): Attempt | null {
  const text = cookie !== undefined && isSealed(cookie) ? sealer(config).open(cookie) : null
  if (text === null) return null
  const attempt = JSON.parse(text) as Attempt
  return attempt.expiresAt > now ? attempt : null
}
