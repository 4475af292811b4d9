import { z } from 'zod'
import { textsOf } from '../texts/leaves.ts'
import type { Access } from './access.ts'
import { costlyLimit } from './rate-limit.ts'

/** A request that the documentation shows and a test sends to the demonstration. */
export interface Example {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  /** operationIds to run first, each on the object that the one before gave; the last one’s id replaces `params`’ last. */
  after?: readonly string[]
  /** Sent by an account made for it, signed in by the example of `login`, when it would spoil others; `code`: an account made for it with double authentication, whose code of the moment stands in the body; `key`: with an API key made for it in the place of `client_id` and `client_secret`; `provider`: a browser that comes back from the identity provider, with what it answered in the body; or by a private link: that of `createRaterLink`, or the first secret in the answer to the example of the operation named after `link:`, or the secret after `link=`, which only the demonstration knows. */
  as?: 'login' | 'code' | 'key' | 'provider' | 'link' | `link:${string}` | `link=${string}`
}

export interface OperationOptions<P, Q, B, R> {
  /** camelCase and unique: the name of the call in generated clients. */
  id: string
  tag: string
  summary: string
  description?: string
  access: Access
  params?: P
  query?: Q
  body?: B
  response: R
  /** Further problem statuses than those which follow from the method and the access. */
  problems?: readonly number[]
  /** PATCH, PUT and DELETE of a versioned object want If-Match; set to false where there is no version. */
  versioned?: boolean
  /** `multipart/form-data` for uploads. */
  consumes?: readonly string[]
  /** Media types of the 200 that is no JSON: a file. */
  produces?: string | readonly string[]
  /** Costs the server much: each caller has a fiftieth of the usual budget for it (S-28). */
  costly?: boolean
  example?: Example
}

const nothing = z.strictObject({})
type Nothing = typeof nothing

/** Route schema and configuration of one operation; spread into the route options. Unknown query parameters are refused. */
export function operation<R extends Record<number, z.ZodType>, P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = z.ZodUndefined>(o: OperationOptions<P, Q, B, R>) {
  const schema = {
    operationId: o.id,
    tags: [o.tag],
    summary: o.summary,
    ...(o.description ? { description: o.description } : {}),
    ...(o.consumes ? { consumes: [...o.consumes] } : {}),
    ...(o.params ? { params: o.params } : {}),
    querystring: o.query ?? nothing,
    ...(o.body ? { body: o.body } : {}),
    response: o.produces && o.response[200] ? { ...o.response, 200: { description: 'A file', content: Object.fromEntries([o.produces].flat().map((type) => [type, { schema: o.response[200] }])) } } : o.response,
  }
  // The keys that are absent are absent for Fastify too; the types still say what each would be.
  const typed = schema as unknown as { operationId: string; tags: string[]; summary: string; params: P; querystring: Q; body: B; response: R }
  return { schema: typed, config: { access: o.access, operation: { example: o.example, problems: o.problems ?? [], versioned: o.versioned ?? true, texts: o.body !== undefined && textsOf(o.body) !== null }, ...(o.costly ? { rateLimit: costlyLimit } : {}) } }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: { example: Example | undefined; problems: readonly number[]; versioned: boolean; texts: boolean }
  }
}

/** Problem statuses that an operation documents: those of its method and access, and its own. */
export function problemStatuses(o: { method: string; access: Access; hasParams: boolean; versioned: boolean; own: readonly number[] }): number[] {
  const statuses = new Set<number>([400, 429, 503, ...o.own])
  if (!('public' in o.access)) for (const s of [401, 403]) statuses.add(s)
  if (o.hasParams) statuses.add(404)
  if (o.method === 'GET') statuses.add(406)
  else for (const s of [403, 409, 413, 415, 422]) statuses.add(s)
  if (o.versioned && ['PATCH', 'PUT', 'DELETE'].includes(o.method)) for (const s of [412, 428]) statuses.add(s)
  return [...statuses].sort((a, b) => a - b)
}
