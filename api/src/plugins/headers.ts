import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'

/** The route that answers, or the address when there is none: `/%61pi/…` and `http://host/api/…` reach the API too. */
export const pathOf = ({ routeOptions, url }: FastifyRequest): string => (routeOptions.url === undefined || routeOptions.url === '/*' ? url : routeOptions.url)

/** Security headers on every answer; data of signed-in people is never stored by a cache. */
export const headers = fp(async (app: FastifyInstance) => {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'self'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'"], styleSrc: ["'self'"], scriptSrc: ["'self'"], connectSrc: ["'self'"], workerSrc: ["'self'"], manifestSrc: ["'self'"], objectSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"], formAction: ["'self'"] },
    },
    hsts: app.config.production ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  })
  app.addHook('onSend', async (request, reply) => {
    const path = pathOf(request)
    if (!path.startsWith('/api/') || path.startsWith('/api/docs')) return
    // Only what anybody may read says otherwise, once it is there to be read.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    reply.header('vary', 'Accept-Language, Accept, Cookie, Authorization')
  })
})
