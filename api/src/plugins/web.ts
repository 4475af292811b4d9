import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

const ASSET_PREFIX = '/assets/'
/** What scanners look for and no screen bears: hidden files, endings of files, pages of other servers. It is told absent rather than answered by the page. */
const NO_SCREEN = /\/\.|\.[a-z][a-z0-9]{0,7}$|^\/(?:metrics|debug|actuator|server-status)(?:\/|$)/i

/** As a browser's address bar would show it; what cannot be read is no screen. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return '/.'
  }
}

/** Serves the built web application; every address that is no file and no API answers the page. */
export const web = fp(async (app: FastifyInstance) => {
  const root = app.config.webFolder
  if (!root) return
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    setHeaders: (reply, path) => reply.header('cache-control', path.includes(ASSET_PREFIX) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (path.startsWith('/api/') || path.startsWith(ASSET_PREFIX) || NO_SCREEN.test(decoded(path))) return reply.callNotFound()
    return reply.sendFile('index.html')
  })
})
