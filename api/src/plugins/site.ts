import type { FastifyInstance } from 'fastify'

/** Address of the pages as somebody elsewhere opens them, without a slash at the end: PUBLIC_URL, or where this server listens. */
export function siteOf(app: FastifyInstance): string {
  if (app.config.publicUrl) return app.config.publicUrl.replace(/\/+$/, '')
  const address = app.server.address()
  return `http://${app.config.host}:${address !== null && typeof address === 'object' ? address.port : app.config.port}`
}
