import { z } from 'zod'

/** Who the provider says has signed in. */
export interface Identity {
  issuer: string
  subject: string
  /** Only an address that the provider verified, in the characters that every mail server tells apart; null otherwise. */
  verifiedEmail: string | null
  /** What the person is told they came as: an address or a name that they know themselves by. */
  shown: string
  name: string | null
  /** The provider asked for two factors, or more. */
  mfa: boolean
}

export interface Claims {
  iss: string
  sub: string
  email?: unknown
  email_verified?: unknown
  xms_edov?: unknown
  preferred_username?: unknown
  name?: unknown
  amr?: unknown
  acr?: unknown
}

// REFEDS MFA profile, and phishing-resistant methods of the OpenID EAP profile: they mean the same at every provider.
const MFA_ACR = ['https://refeds.org/profile/mfa', 'phr', 'phrh']

/** Letters that merely look like ASCII (a Kelvin sign for a k) would become somebody else’s address in lower case: the schema takes ASCII alone. */
const Email = z.email().max(254)
const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 254) : null)

/** `email_verified`, or what Entra ID sends in its place when asked to: that the address is of a domain its owner proved. */
const verified = ({ email_verified, xms_edov }: Claims): boolean => email_verified === true || xms_edov === true || xms_edov === 1 || xms_edov === '1' || xms_edov === 'true'

/** Reads an ID token and, for what it leaves out, the answer of the provider’s UserInfo; how somebody was asked stands in the signed token only. */
export function identityOf(token: Claims, more: Partial<Claims>, mfaAcr: readonly string[]): Identity {
  const claims = token.email === undefined ? { ...token, ...more, iss: token.iss, sub: token.sub } : token
  const email = Email.safeParse(claims.email)
  return {
    issuer: token.iss,
    subject: token.sub,
    verifiedEmail: email.success && verified(claims) ? email.data : null,
    shown: textOf(claims.email) ?? textOf(claims.preferred_username) ?? textOf(claims.name) ?? '…',
    name: textOf(claims.name ?? more.name)?.slice(0, 120) ?? null,
    mfa: saysMfa(token, mfaAcr),
  }
}

/** `amr` with `mfa` (RFC 8176), or an `acr` that means two factors. One factor named twice is not two. */
export const saysMfa = ({ amr, acr }: Pick<Claims, 'amr' | 'acr'>, mfaAcr: readonly string[]): boolean =>
  (Array.isArray(amr) && amr.includes('mfa')) || (typeof acr === 'string' && [...MFA_ACR, ...mfaAcr].includes(acr))

/** What stands in the accounts for an identity. */
export interface Found {
  /** The account that this identity is bound to. */
  bound: { userId: string; live: boolean } | null
  /** The account of the verified address, and whether it is bound to somebody else’s identity at this provider. */
  byEmail: { userId: string; live: boolean; boundElsewhere: boolean } | null
}

export type Decision = { act: 'enter' | 'bind'; userId: string } | { act: 'create' } | { act: 'refuse' }

/**
 * Which account an identity opens. The binding counts before the address: addresses change hands, subjects do not, so an
 * account bound to one identity opens to no other until an administrator unbinds it.
 */
export function decide({ bound, byEmail }: Found, verifiedEmail: string | null, mayCreate: boolean): Decision {
  if (bound) return bound.live ? { act: 'enter', userId: bound.userId } : { act: 'refuse' }
  if (verifiedEmail === null) return { act: 'refuse' }
  if (byEmail) return byEmail.live && !byEmail.boundElsewhere ? { act: 'bind', userId: byEmail.userId } : { act: 'refuse' }
  return mayCreate ? { act: 'create' } : { act: 'refuse' }
}
