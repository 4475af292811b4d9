import * as client from 'openid-client'
import type { Config } from '../config.ts'
import type { ProblemError } from '../errors.ts'
import { ATTEMPT_SECONDS, type Attempt } from './attempt.ts'
import { oidcErrors } from './errors.ts'
import { type Claims, type Identity, identityOf } from './rules.ts'
import type { OidcSettings } from './settings.ts'

/** Longest wait for each answer of the provider. */
const TIMEOUT_SECONDS = 8
/** The discovery document is read anew after this, so that a provider which has gone is told as such before anybody is sent there. */
const DISCOVERED_FOR_MS = 60_000
const SCOPE = 'openid email profile'

/** What the provider sent the browser back with. */
export interface Returned {
  state: string
  code?: string | undefined
  iss?: string | undefined
  error?: string | undefined
}

/** The OpenID Connect provider, as the sign-in uses it. Every refusal is a problem of `oidcErrors`. */
export interface IdentityProvider {
  settings: OidcSettings
  /** The address to send the browser to, and what to hold the answer against. */
  begin(): Promise<{ url: string; attempt: Attempt }>
  /** Trades the code for an ID token and reads who it is of. */
  finish(returned: Returned, attempt: Attempt): Promise<Identity>
  /** Where the browser ends its sign-in at the provider too; null where the provider offers nothing or does not answer. */
  endSessionUrl(): Promise<string | null>
}

/** `log` gets the refusal and its reason, in codes. */
export function identityProviderOf(settings: OidcSettings, config: Config, log: (refusal: string, reason: string) => void): IdentityProvider {
  const site = (path: string): string => new URL(path, config.publicUrl).href
  const redirect_uri = site('/connexion/retour')
  const refuse = (refusal: Refusal, error: unknown): ProblemError => {
    log(refusal, reasonOf(error))
    return oidcErrors[refusal]({ params: { provider: settings.label }, ...(refusal === 'oidc-unavailable' ? { headers: { 'retry-after': '30' } } : {}) })
  }
  // Whatever is wrong with the discovery document, nobody who signs in did it.
  const known = discoverer(settings)
  const discovered = () => known().catch((error: unknown) => Promise.reject(refuse('oidc-unavailable', error)))
  const guard = <T>(work: () => Promise<T>): Promise<T> => work().catch((error: unknown) => {
    const refusal = refusalOf(error)
    throw refusal ? refuse(refusal, error) : error
  })
  return {
    settings,
    begin: async () => {
      const provider = await discovered()
      const attempt: Attempt = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), expiresAt: Date.now() + ATTEMPT_SECONDS * 1000 }
      const url = client.buildAuthorizationUrl(provider, { redirect_uri, scope: SCOPE, state: attempt.state, nonce: attempt.nonce, code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier), code_challenge_method: 'S256' })
      return { url: url.href, attempt }
    },
    finish: async (returned, attempt) => {
      const provider = await discovered()
      return guard(async () => {
        const url = new URL(redirect_uri)
        for (const [name, value] of Object.entries(returned)) if (value !== undefined) url.searchParams.set(name, value)
        const tokens = await client.authorizationCodeGrant(provider, url, { expectedState: attempt.state, expectedNonce: attempt.nonce, pkceCodeVerifier: attempt.verifier, idTokenExpected: true })
        const token = tokens.claims()
        if (!token) throw refuse('oidc-answer-refused', new Error('no ID token'))
        return identityOf(token, await moreClaims(provider, tokens.access_token, token), settings.mfaAcr)
      })
    },
    endSessionUrl: async () => {
      const provider = await discovered().catch(() => null)
      return provider?.serverMetadata().end_session_endpoint ? client.buildEndSessionUrl(provider, { client_id: settings.clientId, post_logout_redirect_uri: site('/connexion') }).href : null
    },
  }
}

/** Asks UserInfo only for an address that the token leaves out. */
async function moreClaims(provider: client.Configuration, accessToken: string, token: Claims): Promise<Partial<Claims>> {
  if (token.email !== undefined || !provider.serverMetadata().userinfo_endpoint) return {}
  return client.fetchUserInfo(provider, accessToken, token.sub)
}

/** Reads the discovery document at first use, once however many ask at the same time; a failure is forgotten, so that the next one tries. */
function discoverer(settings: OidcSettings): () => Promise<client.Configuration> {
  let known: { at: number; provider: Promise<client.Configuration> } | undefined
  return () => {
    if (known && Date.now() - known.at < DISCOVERED_FOR_MS) return known.provider
    const asked = { at: Date.now(), provider: discover(settings) }
    asked.provider.catch(() => known === asked && (known = undefined))
    known = asked
    return asked.provider
  }
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const basic = client.ClientSecretBasic(clientSecret)
  const post = client.ClientSecretPost(clientSecret)
  // Basic is what a provider takes that says nothing (Discovery 1.0, section 3).
  const authentication: client.ClientAuth = (server, ...rest) => ((server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']).includes('client_secret_basic') ? basic : post)(server, ...rest)
  // The signature is checked too, though the token comes straight from the provider: a proxy between us can then not invent one.
  const execute = [client.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : [])]
  return client.discovery(new URL(issuer), clientId, undefined, authentication, { timeout: TIMEOUT_SECONDS, execute })
}

/** What went wrong where, in codes: for the log, which gets no claims and no codes of sign-ins. */
const reasonOf = (error: unknown): string => (error instanceof client.ResponseBodyError || error instanceof client.AuthorizationResponseError ? error.error : String((error as { code?: string }).code ?? (error as Error).name))

// Of a provider that does not answer, or answers something else.
const AWAY = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR', 'OAUTH_MISSING_SERVER_METADATA', 'OAUTH_INVALID_SERVER_METADATA'])
const BUSY = new Set(['temporarily_unavailable', 'server_error'])
type Refusal = keyof Pick<typeof oidcErrors, 'oidc-unavailable' | 'oidc-cancelled' | 'oidc-code-refused' | 'oidc-answer-refused'>

/** Which refusal an error of the protocol is; null for what is none of the provider’s. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof client.AuthorizationResponseError) return BUSY.has(error.error) ? 'oidc-unavailable' : 'oidc-cancelled'
  // Any other than a code that does not serve says that the provider does not know this client, or is out of order.
  if (error instanceof client.ResponseBodyError) return error.error === 'invalid_grant' ? 'oidc-code-refused' : 'oidc-unavailable'
  if (error instanceof client.ClientError) return AWAY.has(error.code ?? '') ? 'oidc-unavailable' : 'oidc-answer-refused'
  // A connection refused or cut is a TypeError of fetch.
  return error instanceof client.WWWAuthenticateChallengeError || error instanceof TypeError ? 'oidc-unavailable' : null
}
