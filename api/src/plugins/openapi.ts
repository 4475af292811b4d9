import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { may, type Scope } from './access.ts'
import { finishDocument, type OpenApiDocument, type OperationFacts } from './openapi-finish.ts'
import { problemStatuses } from './operation.ts'

const description = 'Everything that the interface shows is obtainable here with the same rights. Errors are RFC 9457 problems with stable codes, in French or in English by Accept-Language. Lists answer `{ items, nextCursor }`. PATCH, PUT and DELETE want `If-Match`. `Idempotency-Key` is honoured on every POST.'

const scopeWords: Record<Scope, string> = {
  'map:read': 'Read the map and the register', 'map:write': 'Write them', 'dialogue:read': 'Read sessions, points and positions', 'dialogue:write': 'Write them',
  'report:read': 'Read indicators and the report', 'report:write': 'Write them', 'admin:read': 'Read the journal of changes',
}

/** OpenAPI 3.1 at /api/openapi.json and its reader at /api/docs, made from the routes themselves. */
export const openapi = fp(async (app: FastifyInstance) => {
  const facts = new Map<string, OperationFacts>()
  app.addHook('onRoute', (route) => void remember(route, facts))
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Convergence', version: '1.0.0', description, license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' } },
      servers: [{ url: '/', description: 'This server' }],
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: 'convergence', description: 'Session cookie of a signed-in person.' },
          key: { type: 'http', scheme: 'bearer', description: 'API key of an integrator, or a short token of it.' },
          token: { type: 'oauth2', description: 'A short token, by client credentials: the beginning of a key is the client id, the whole key the secret.', flows: { clientCredentials: { tokenUrl: '/api/v1/oauth/token', scopes: scopeWords } } },
        },
      },
    },
    transform: createJsonSchemaTransform({ skipList: [] }),
    transformObject: (document) => finishDocument(jsonSchemaTransformObject(document as never) as unknown as OpenApiDocument, facts) as never,
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', uiConfig: { docExpansion: 'list', deepLinking: true }, staticCSP: true, })
  // Written once: whoever asks a hundred times, or reads slowly, costs neither a processor nor memory of their own.
  let document: Buffer | undefined
  app.get('/api/openapi.json', { config: { access: may.public }, schema: { hide: true } }, (_request, reply) => reply.type('application/json; charset=utf-8').send((document ??= Buffer.from(JSON.stringify(app.swagger())))))
})

function remember(route: RouteOptions, facts: Map<string, OperationFacts>): void {
  const { operation, access } = route.config ?? {}
  if (!operation || !access) return
  for (const method of [route.method].flat()) {
    if (method === 'HEAD') continue
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    const hasParams = path.includes('{')
    facts.set(`${method.toLowerCase()} ${path}`, { access, example: operation.example, problems: problemStatuses({ method, access, hasParams, versioned: operation.versioned, own: operation.problems }), versioned: operation.versioned, texts: operation.texts, costly: route.config?.rateLimit !== undefined })
  }
}
