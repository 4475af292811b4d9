import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { type Sealer, sealerOf } from '../evaluations/seal.ts'

const { users } = schema
const PERIOD_SECONDS = 30
/** Steps of drift accepted on each side: a phone's clock is seldom exact. */
const DRIFT = 1

const generator = (secret: Secret, label = ''): TOTP => new TOTP({ issuer: 'Convergence', label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS })
const sealer = (serverSecret: string): Sealer => sealerOf(serverSecret, 'totp secrets')

/** A new secret of 160 bits (RFC 4226, R6), in base32 as people type it, as the `otpauth:` address that a phone reads, and sealed for the table. */
export function newTotp(email: string, serverSecret: string): { secret: string; uri: string; sealed: string } {
  const secret = new Secret({ size: 20 })
  return { secret: secret.base32, uri: generator(secret, email).toString(), sealed: sealer(serverSecret).seal(secret.base32) }
}

/** The time step whose code this is, null when it is none of those near `now`. A secret sealed under another server's opens nothing. */
export function stepOfCode(sealed: string, code: string, serverSecret: string, now = Date.now()): number | null {
  const base32 = sealer(serverSecret).open(sealed)
  if (base32 === null) return null
  const totp = generator(Secret.fromBase32(base32))
  const delta = totp.validate({ token: code, window: DRIFT, timestamp: now })
  return delta === null ? null : totp.counter({ timestamp: now }) + delta
}

/** Takes a code of an account: true once for each code, false for a wrong one and for any other time, even at the same instant (RFC 6238, 5.2). */
export async function takeCode(db: Db, userId: string, code: string, serverSecret: string): Promise<boolean> {
  const [user] = await db.select({ sealed: users.totpSecret }).from(users).where(eq(users.id, userId))
  const step = user?.sealed ? stepOfCode(user.sealed, code, serverSecret) : null
  if (step === null) return false
  const fresh = or(isNull(users.totpLastStep), lt(users.totpLastStep, step))
  return (await db.update(users).set({ totpLastStep: step }).where(and(eq(users.id, userId), fresh)).returning({ id: users.id })).length > 0
}
