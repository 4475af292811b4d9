import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { type IdentityProvider, identityProviderOf } from './provider.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The OpenID Connect provider beside passwords; null where none is configured. */
    identityProvider: IdentityProvider | null
  }
}

/** Nothing is asked of the provider until somebody signs in: the server starts while it is down. */
export const identityProvider = fp(async (app: FastifyInstance) => {
  const { oidc } = app.config
  app.decorate('identityProvider', oidc ? identityProviderOf(oidc, app.config, (refusal, reason) => app.log.warn({ refusal, reason }, 'sign-in at the provider')) : null)
})
