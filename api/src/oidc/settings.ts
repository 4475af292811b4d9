import { z } from 'zod'

/** What the server reads of its OpenID Connect provider; all absent: passwords only. */
export const oidcEnvironment = {
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional().describe('Issuer of an OpenID Connect provider (Keycloak, Entra ID…), exactly as its discovery document names it; with it OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL are required. To register there: the return address `PUBLIC_URL/connexion/retour`, and `PUBLIC_URL/connexion` after sign-out'),
  OIDC_CLIENT_ID: z.string().min(1).max(300).optional().describe('Client id of Convergence at the provider'),
  OIDC_CLIENT_SECRET: z.string().min(1).max(1000).optional().describe('Client secret at the provider'),
  OIDC_LABEL: z.string().min(1).max(60).optional().describe('Name of the provider on the button: « Se connecter avec … »; by default the host of OIDC_ISSUER'),
  OIDC_CONTACT: z.string().min(1).max(200).optional().describe('Whom somebody may ask that the provider knows and Convergence does not: a name, an address'),
  OIDC_CREATE_ROLE: z.enum(['reader']).optional().describe('`reader` opens a national reader account to whoever the provider lets in with a verified e-mail; by default only existing accounts open'),
  OIDC_MFA_ACR: z.string().max(1000).optional().describe('Values of `acr`, between spaces, by which the provider says that it asked for two factors; `amr` with `mfa` says it always'),
} as const

type Read = { [K in keyof typeof oidcEnvironment]?: z.infer<(typeof oidcEnvironment)[K]> } & { PUBLIC_URL?: string | undefined }

export interface OidcSettings {
  /** As the discovery document and every ID token name it. */
  issuer: string
  clientId: string
  /** Never logged, never sent to a browser. */
  clientSecret: string
  /** On the button, in the name’s own spelling. */
  label: string
  contact: string | null
  createRole: 'reader' | null
  mfaAcr: readonly string[]
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** The provider’s settings; null when none is named. Throws an Error that names what is missing: half a configuration starts nothing. */
export function readOidc(e: Read, production: boolean): OidcSettings | null {
  const named = Object.entries(e).filter(([name, value]) => name.startsWith('OIDC_') && value !== undefined)
  if (named.length === 0) return null
  const missing = (['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'] as const).filter((name) => e[name] === undefined)
  if (!e.OIDC_ISSUER || !e.OIDC_CLIENT_ID || !e.OIDC_CLIENT_SECRET || missing.length > 0) throw new Error(`Configuration: ${named[0]?.[0] ?? 'OIDC_ISSUER'} is set, so these are required too: ${missing.join(', ')}`)
  const { protocol, hostname, host } = new URL(e.OIDC_ISSUER)
  if (protocol !== 'https:' && (production || !LOOPBACK.test(hostname))) throw new Error('Configuration: OIDC_ISSUER must be https')
  return {
    issuer: e.OIDC_ISSUER,
    clientId: e.OIDC_CLIENT_ID,
    clientSecret: e.OIDC_CLIENT_SECRET,
    label: e.OIDC_LABEL ?? host,
    contact: e.OIDC_CONTACT ?? null,
    createRole: e.OIDC_CREATE_ROLE ?? null,
    mfaAcr: e.OIDC_MFA_ACR?.split(/\s+/).filter(Boolean) ?? [],
  }
}
