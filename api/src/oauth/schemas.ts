import { z } from 'zod'
import { scopes } from '../plugins/access.ts'

// RFC 6749 section 3.2 wants parameters that it does not know ignored, unlike everywhere else here.
const credentials = {
  client_id: z.string().max(200).optional().describe('The beginning of the key, `cvg_` and eight characters, where the client does not use HTTP Basic'),
  client_secret: z.string().max(400).optional().describe('The whole key, where the client does not use HTTP Basic'),
}

export const TokenRequest = z.object({
  grant_type: z.string().max(200).describe('`client_credentials`'),
  scope: z.string().max(400).optional().describe('Scopes of the key, separated by spaces; all of them when absent'),
  ...credentials,
}).meta({ id: 'TokenRequest', description: 'RFC 6749, section 4.4.2.' })

export const TokenAnswer = z.object({
  access_token: z.string(),
  token_type: z.enum(['Bearer']),
  expires_in: z.int().min(1).max(3600).describe('Seconds'),
  scope: z.string(),
}).meta({ id: 'TokenAnswer', description: 'Send the token as `Authorization: Bearer`. It ends with its time, its key, or the account that made the key.' })

export const RevocationRequest = z.object({
  token: z.string().min(1).max(400),
  token_type_hint: z.string().max(200).optional().describe('`access_token`; there is no other kind'),
  ...credentials,
}).meta({ id: 'RevocationRequest', description: 'RFC 7009, section 2.1.' })

export const Revoked = z.object({}).meta({ id: 'Revoked', description: 'The token opens nothing, whether it did before or not.' })

export const OAuthError = z.object({
  error: z.enum(['invalid_request', 'invalid_client', 'unsupported_grant_type', 'invalid_scope']),
  error_description: z.string(),
  error_uri: z.string(),
}).meta({ id: 'OAuthError', description: 'RFC 6749, section 5.2.' })

const authMethods = z.array(z.enum(['client_secret_basic', 'client_secret_post']))
export const ServerMetadata = z.object({
  issuer: z.string(),
  token_endpoint: z.string(),
  revocation_endpoint: z.string(),
  token_endpoint_auth_methods_supported: authMethods,
  revocation_endpoint_auth_methods_supported: authMethods,
  grant_types_supported: z.array(z.enum(['client_credentials'])),
  response_types_supported: z.array(z.string()).describe('Empty: nobody signs in this way'),
  scopes_supported: z.array(z.enum(scopes)),
  service_documentation: z.string(),
}).meta({ id: 'ServerMetadata', description: 'RFC 8414.' })
