import { may, scopes } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { siteOf } from '../plugins/site.ts'
import { clientOf, issueToken, revokeToken } from './commands.ts'
import { oauthErrors } from './errors.ts'
import { acceptForms } from './form.ts'
import { narrowed } from './rules.ts'
import { OAuthError, Revoked, RevocationRequest, ServerMetadata, TokenAnswer, TokenRequest } from './schemas.ts'

const tag = 'oauth'
const FORM = ['application/x-www-form-urlencoded']
const refusals = { 400: OAuthError, 401: OAuthError }
const credentials = { client_id: 'cvg_exemple1', client_secret: 'cvg_exemple1_la-cle-entiere' }
const examples = {
  token: { body: { grant_type: 'client_credentials', scope: 'map:read', ...credentials }, as: 'key' as const },
  revoke: { body: { token: 'cvt_un-jeton', ...credentials }, as: 'key' as const },
}

/** Short tokens for integrators (decision 0015): an API key is the client, its beginning the id, the whole key the secret. */
export async function oauthRoutes(app: App): Promise<void> {
  await acceptForms(app)

  app.post('/oauth/token', operation({ id: 'createAccessToken', tag, summary: 'Trade an API key for a short token (client credentials)', description: 'RFC 6749, section 4.4. The client is an API key: its beginning is the id, the whole key the secret, by HTTP Basic or in the form. Refusals are in the form of that RFC.', access: may.public, consumes: FORM, body: TokenRequest, response: { 200: TokenAnswer, ...refusals }, example: examples.token }), async (request, reply) => {
    const client = await clientOf(app.db, request, request.body)
    if (request.body.grant_type !== 'client_credentials') throw oauthErrors['oauth-grant-unsupported']()
    const granted = narrowed(request.body.scope, client.scopes)
    if (!granted) throw oauthErrors['oauth-scope-refused']()
    const { token, seconds } = await issueToken(app.db, client, granted)
    reply.header('pragma', 'no-cache')
    return { access_token: token, token_type: 'Bearer' as const, expires_in: seconds, scope: granted.join(' ') }
  })

  app.post('/oauth/revoke', operation({ id: 'revokeAccessToken', tag, summary: 'End a token before its time', description: 'RFC 7009. A token that is unknown or of another key is answered alike.', access: may.public, consumes: FORM, body: RevocationRequest, response: { 200: Revoked, ...refusals }, example: examples.revoke }), async (request) => {
    await revokeToken(app.db, await clientOf(app.db, request, request.body), request.body.token)
    return {}
  })
}

/** RFC 8414, at the root: what a client library needs to know to ask for a token. */
export async function oauthMetadataRoutes(app: App): Promise<void> {
  app.get('/.well-known/oauth-authorization-server', operation({ id: 'getAuthorizationServer', tag, summary: 'Where and how an integrator gets a token', description: 'RFC 8414.', access: may.public, response: { 200: ServerMetadata }, example: {} }), async (_request, reply) => {
    const site = siteOf(app)
    const methods: ('client_secret_basic' | 'client_secret_post')[] = ['client_secret_basic', 'client_secret_post']
    reply.header('cache-control', 'public, max-age=3600')
    return {
      issuer: site, token_endpoint: `${site}/api/v1/oauth/token`, revocation_endpoint: `${site}/api/v1/oauth/revoke`, token_endpoint_auth_methods_supported: methods, revocation_endpoint_auth_methods_supported: methods,
      grant_types_supported: ['client_credentials' as const], response_types_supported: [], scopes_supported: [...scopes], service_documentation: `${site}/api/docs`,
    }
  })
}
