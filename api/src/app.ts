import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import type { Db } from '@convergence/db'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { randomUUID } from 'node:crypto'
import { constants } from 'node:zlib'
import { authRoutes } from './auth/routes.ts'
import type { Config } from './config.ts'
import { features, jobKinds } from './features.ts'
import { jobs } from './jobs/plugin.ts'
import { healthRoutes } from './health/routes.ts'
import { oauthMetadataRoutes } from './oauth/routes.ts'
import { identityProvider } from './oidc/plugin.ts'
import { oidcRoutes } from './oidc/routes.ts'
import { access } from './plugins/access.ts'
import type { App } from './plugins/app-type.ts'
import { bodies } from './plugins/bodies.ts'
import { asProblem, errorHandler, sendProblem } from './plugins/error-handler.ts'
import { headers } from './plugins/headers.ts'
import { keeping } from './plugins/kept.ts'
import { languageOf } from './plugins/language.ts'
import { openapi } from './plugins/openapi.ts'
import { limits } from './plugins/rate-limit.ts'
import { routeTable } from './plugins/route-table.ts'
import { loggablePath } from './plugins/secrets.ts'
import { serialiserCompiler } from './plugins/serialise.ts'
import { web } from './plugins/web.ts'
import { threads } from './threads/plugin.ts'

const BODY_LIMIT_BYTES = 2 * 1024 * 1024

/** The whole application over an open database; it listens only when `server.ts` says so. */
export async function buildApp({ db, config }: { db: Db; config: Config }): Promise<App> {
  const app = Fastify({
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'], serializers: { req: (r: { method: string; url: string }) => ({ method: r.method, path: loggablePath(r.url) }) } },
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 30_000,
    // Headers that trickle in hold nothing but a socket, and that not for long.
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    connectionTimeout: 60_000,
    trustProxy: typeof config.trustProxy === 'number' ? hopsBelow(config.trustProxy) : config.trustProxy,
    genReqId: () => randomUUID(),
    // A parameter of any length reaches the schema, which refuses it with a problem like every other fault.
    routerOptions: { maxParamLength: 16_384, ignoreTrailingSlash: false },
    exposeHeadRoutes: true,
    frameworkErrors: (error, request, reply) => void sendProblem(asProblem(error, languageOf(request as FastifyRequest)), error, request as FastifyRequest, reply as FastifyReply),
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serialiserCompiler(config.checkAnswers))
  app.decorate('db', db)
  app.decorate('config', config)
  await app.register(routeTable)
  await app.register(errorHandler)
  await app.register(headers)
  await app.register(cookie)
  await app.register(bodies)
  await app.register(limits)
  await app.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } })
  await app.register(access)
  await app.register(identityProvider)
  await app.register(keeping)
  await app.register(openapi)
  await app.register(jobs, { kinds: jobKinds })
  await app.register(threads)
  await app.register(healthRoutes)
  await app.register(oauthMetadataRoutes)
  await app.register(async (v1) => {
    await v1.register(authRoutes)
    await v1.register(oidcRoutes)
    for (const feature of features) await v1.register(feature)
  }, { prefix: '/api/v1' })
  await app.register(web)
  return app
}

/** Believes the last so many entries of X-Forwarded-For: those that our own proxies wrote. */
const hopsBelow = (proxies: number) => (_address: string, hop: number): boolean => hop < proxies
