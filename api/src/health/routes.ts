import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { allErrors, commonErrors } from '../errors.ts'
import { may } from '../plugins/access.ts'
import type { App } from '../plugins/app-type.ts'
import { operation } from '../plugins/operation.ts'

const tag = 'health'
const Alive = z.object({ status: z.enum(['ok']) }).meta({ id: 'Alive' })
const ProblemType = z.object({ code: z.string(), status: z.int(), fr: z.string(), en: z.string() }).meta({ id: 'ProblemType', description: 'What a problem’s `type` address says of it.' })
const Version = z.object({ version: z.string(), mode: z.enum(['production', 'demonstration', 'development']), identityProvider: z.string().nullable().describe('Name of the identity provider by which one may sign in beside a password; null without one') }).meta({ id: 'Version' })

/** At the root, unauthenticated, terse: for load balancers and for the sign-in page. */
export async function healthRoutes(app: App): Promise<void> {
  app.get('/livez', operation({ id: 'getLiveness', tag, summary: 'The process runs', access: may.public, response: { 200: Alive }, example: {} }), () => ({ status: 'ok' as const }))

  app.get('/readyz', operation({ id: 'getReadiness', tag, summary: 'The database answers and is migrated', access: may.public, response: { 200: Alive }, example: {} }), async () => {
    await app.db.execute(sql`select 1 from perimeters limit 1`)
    return { status: 'ok' as const }
  })

  app.get('/version', operation({ id: 'getVersion', tag, summary: 'Version and mode of this server', access: may.public, response: { 200: Version }, example: {} }), () => ({
    version: '0.1.0',
    mode: app.config.production ? ('production' as const) : app.config.demonstration ? ('demonstration' as const) : ('development' as const),
    identityProvider: app.config.oidc?.label ?? null,
  }))

  app.get('/problems/:code', operation({ id: 'getProblemType', tag, summary: 'What a problem code means', access: may.public, params: z.strictObject({ code: z.string().max(80) }), response: { 200: ProblemType }, example: { params: { code: 'stale-version' } } }), (request) => {
    const [found] = allErrors().filter(([code]) => code === request.params.code)
    if (!found) throw commonErrors['not-found']()
    const [code, { status, fr, en }] = found
    return { code, status, fr, en }
  })
}
