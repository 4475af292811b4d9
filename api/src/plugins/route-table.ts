import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyInstance {
    /** Methods that an address answers to; empty when there is nothing there. */
    methodsAt(path: string): string[]
  }
}

/** Remembers the routes, so that a wrong method is told apart from a wrong address. Register it first. */
export const routeTable = fp(async (app: FastifyInstance) => {
  const routes: { method: string; pattern: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    if (url.includes('*')) return
    const pattern = new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}/?$`)
    for (const m of Array.isArray(method) ? method : [method]) routes.push({ method: m, pattern })
  })
  app.decorate('methodsAt', (path: string) => [...new Set(routes.filter((r) => r.pattern.test(path)).map((r) => r.method))])
})
