import { clearOidcCookie, readOidcCookie, setOidcCookie } from '../auth/cookie.ts'
import { CodeOwed, Me } from '../auth/schemas.ts'
import { oweCode, signIn } from '../auth/sign-in.ts'
import { wantsCode } from '../auth/queries.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'
import { ATTEMPT_SECONDS, openSealedAttempt, sealAttempt } from './attempt.ts'
import { enterAccount } from './commands.ts'
import { oidcErrors } from './errors.ts'
import { ProviderAddress, ProviderAnswer } from './schemas.ts'

const tag = 'auth'

/** Sign-in by an OpenID Connect provider: authorization code with PKCE, state and nonce; the page that the browser comes back to sends what it was given. */
export async function oidcRoutes(app: App): Promise<void> {
  const requireProvider = () => {
    if (!app.identityProvider) throw oidcErrors['oidc-off']()
    return app.identityProvider
  }

  app.post('/auth/oidc/begin', operation({ id: 'beginProviderSignIn', tag, summary: 'Begin a sign-in at the identity provider', description: 'The attempt is kept, sealed, in a cookie of this browser, for ten minutes.', access: may.public, response: { 200: ProviderAddress }, problems: [404], example: { as: 'provider' } }), async (_request, reply) => {
    const { url, attempt } = await requireProvider().begin()
    setOidcCookie(reply, sealAttempt(attempt, app.config), ATTEMPT_SECONDS)
    return { url }
  })

  app.post('/auth/oidc/finish', operation({ id: 'finishProviderSignIn', tag, summary: 'End a sign-in at the identity provider with what it answered', description: 'From the browser that began it. The answer is 202 where the account has double authentication and the provider does not say that it asked for two factors: `giveSignInCode` ends the sign-in.', access: may.public, body: ProviderAnswer, response: { 200: Me, 202: CodeOwed }, problems: [401, 403, 404], example: { body: { state: 'f0rVyq3m', code: 'kV8tZ1' }, as: 'provider' } }), async (request, reply) => {
    const provider = requireProvider()
    const attempt = openSealedAttempt(readOidcCookie(request), app.config)
    if (!attempt) throw oidcErrors['oidc-attempt-over']()
    if (request.body.state !== attempt.state) throw oidcErrors['oidc-state-refused']()
    // Whatever comes of it, this attempt has served.
    clearOidcCookie(reply)
    const identity = await provider.finish(request.body, attempt)
    const userId = await app.db.transaction((tx) => enterAccount(tx, request, identity, provider.settings))
    return !identity.mfa && (await wantsCode(app.db, userId)) ? oweCode(request, reply, userId, 'oidc') : signIn(request, reply, userId, 'oidc')
  })
}
