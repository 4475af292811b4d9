import { defineErrors, ProblemError } from '../errors.ts'

export const oauthCatalogue = {
  'oauth-request-malformed': { status: 400, fr: 'Cette demande de jeton est mal formée : un champ manque, est répété, ou le client se présente de deux façons.', en: 'This token request is malformed: a field is missing or repeated, or the client presents itself in two ways.' },
  'oauth-client-refused': { status: 401, fr: 'Ce client n’est pas reconnu : donnez le début d’une clé en vigueur comme identifiant et la clé entière comme secret.', en: 'This client is not known: give the beginning of a key in force as the id and the whole key as the secret.' },
  'oauth-grant-unsupported': { status: 400, fr: 'Seul le type « client_credentials » est accepté ici.', en: 'Only the grant type client_credentials is accepted here.' },
  'oauth-scope-refused': { status: 400, fr: 'Une portée demandée n’existe pas, ou la clé ne l’a pas.', en: 'A scope that was asked for does not exist, or the key lacks it.' },
  'oauth-throttled': { status: 429, fr: 'Trop d’essais refusés depuis cette adresse : réessayez dans {seconds} s.', en: 'Too many refused attempts from this address: try again in {seconds} s.' },
} as const

export const oauthErrors = defineErrors(oauthCatalogue)

/** What RFC 6749 section 5.2 calls each refusal. */
const names: Record<string, 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope'> = {
  'invalid-request': 'invalid_request',
  'oauth-request-malformed': 'invalid_request',
  'oauth-client-refused': 'invalid_client',
  'oauth-grant-unsupported': 'unsupported_grant_type',
  'oauth-scope-refused': 'invalid_scope',
}

/**
 * A refusal as OAuth clients read it; null for what is no refusal of OAuth. The description is in English, since the RFC allows
 * ASCII alone there; the address tells it in both languages.
 */
export function oauthAnswer(problem: Error): { status: number; body: { error: (typeof names)[string]; error_description: string; error_uri: string } } | null {
  if (!(problem instanceof ProblemError)) return null
  const error = names[problem.code]
  const fields = (problem.extras.errors ?? []).map((one) => ` ${one.pointer}: ${one.message}`).join('')
  return error ? { status: problem.entry.status, body: { error, error_description: `${problem.detail('en')}${fields}`.replace(/[^\x20-\x7e]|["\\]/g, ' '), error_uri: `/problems/${problem.code}` } } : null
}
