import type { Access } from './access.ts'
import type { Example } from './operation.ts'

export interface OperationFacts { access: Access; example: Example | undefined; problems: number[]; versioned: boolean; texts: boolean; costly: boolean }

interface Parameter { name: string; in: string; example?: unknown; [key: string]: unknown }
interface Operation {
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, { schema?: unknown; example?: unknown }> }
  responses: Record<string, unknown>
  [key: string]: unknown
}
export interface OpenApiDocument {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown>; [key: string]: unknown }
  [key: string]: unknown
}

/** Adds what no zod schema says: problems, ETag and idempotency headers, roles and scopes, examples; drops schemas that nothing uses. */
export function finishDocument(document: OpenApiDocument, facts: Map<string, OperationFacts>): OpenApiDocument {
  const paths = Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [path, finishPath(path, item, facts)]))
  const finished = { ...document, paths, components: { ...document.components, schemas: { ...document.components.schemas, ...problemSchemas } } }
  return { ...finished, components: { ...finished.components, schemas: usedSchemas(finished) } }
}

function finishPath(path: string, item: Record<string, Operation>, facts: Map<string, OperationFacts>): Record<string, Operation> {
  return Object.fromEntries(Object.entries(item).map(([method, operation]) => {
    const fact = facts.get(`${method} ${path}`)
    return [method, fact ? finishOperation(method, operation, fact) : operation]
  }))
}

function finishOperation(method: string, operation: Operation, fact: OperationFacts): Operation {
  const isPublic = 'public' in fact.access
  const responses: Record<string, unknown> = { ...operation.responses }
  if (method === 'get' && operation.parameters?.some((p) => p.in === 'path')) responses['304'] = { description: 'Not modified since the version of If-None-Match' }
  for (const status of fact.problems) responses[status] ??= { description: problemTitles[status] ?? 'Problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
  return {
    ...operation,
    parameters: [...(operation.parameters ?? []).map((p) => withExample(p, fact.example)), ...headerParameters(method, fact)],
    ...(operation.requestBody ? { requestBody: bodyOf(method, operation.requestBody, fact.example) } : {}),
    responses,
    security: isPublic ? [] : [{ cookie: [] }, ...('scope' in fact.access && fact.access.scope ? [{ key: [] }, { token: [fact.access.scope] }] : [])],
    'x-roles': 'roles' in fact.access ? [...fact.access.roles] : [],
    'x-scope': 'scope' in fact.access ? fact.access.scope : null,
    ...(fact.costly ? { 'x-costly': true } : {}),
    ...(fact.example?.as ? { 'x-example-as': fact.example.as } : {}),
    ...(fact.example?.after ? { 'x-example-after': [...fact.example.after] } : {}),
  }
}

function withExample(parameter: Parameter, example: Example | undefined): Parameter {
  const value = (parameter.in === 'path' ? example?.params : parameter.in === 'query' ? example?.query : undefined)?.[parameter.name]
  return value === undefined ? parameter : { ...parameter, example: value }
}

function bodyOf(method: string, body: NonNullable<Operation['requestBody']>, example: Example | undefined): NonNullable<Operation['requestBody']> {
  const content = Object.entries(body.content).map(([type, media]) => [method === 'patch' && type === 'application/json' ? 'application/merge-patch+json' : type, example?.body === undefined ? media : { ...media, example: example.body }])
  return { ...body, required: true, content: Object.fromEntries(content) }
}

const headerParameters = (method: string, fact: OperationFacts): Parameter[] => [...ownHeaders(method, fact), ...(fact.texts ? [textReason] : [])]

const textReason: Parameter = { name: 'Text-Reason', in: 'header', required: false, schema: { type: 'string', maxLength: 4500, pattern: '^[\\x21-\\x7e]*$' }, description: 'Why a text that was refused by 422 text-reason-needed is kept: 10 to 500 characters, percent-encoded UTF-8. Stored with the text.' }

function ownHeaders(method: string, fact: OperationFacts): Parameter[] {
  if (method === 'post' && !('public' in fact.access)) return [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' }, description: 'The same key with the same request answers the stored answer for 48 hours.' }]
  if (fact.versioned && ['patch', 'put', 'delete'].includes(method)) return [{ name: 'If-Match', in: 'header', required: false, schema: { type: 'string' }, description: 'ETag of the version that was read; required (428 without it).' }]
  return []
}

const problemTitles: Record<number, string> = { 400: 'Invalid request', 401: 'Not signed in', 403: 'Forbidden', 404: 'Not found, or out of reach', 406: 'Not acceptable', 409: 'Conflict', 412: 'Stale version', 413: 'Too large', 415: 'Unsupported media type', 422: 'Refused', 428: 'Version required', 429: 'Too many requests', 503: 'Unavailable' }

const problemSchemas = {
  FieldProblem: { type: 'object', description: 'One refused field: JSON pointer into the body, or the parameter’s name.', required: ['pointer', 'code', 'message'], properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } }, additionalProperties: false },
  Problem: {
    type: 'object',
    description: 'RFC 9457 problem; `code` is stable, `detail` is in the reader’s language.',
    required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'traceId'],
    properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer', minimum: 400, maximum: 599 }, detail: { type: 'string' }, instance: { type: 'string' }, code: { type: 'string' }, traceId: { type: 'string' }, errors: { type: 'array', items: { $ref: '#/components/schemas/FieldProblem' } } },
    additionalProperties: false,
  },
}

/** The schemas that are reached from the paths; the zod provider also emits an unused input twin of each. */
function usedSchemas(document: OpenApiDocument): Record<string, unknown> {
  const used = new Set<string>()
  const visit = (node: unknown): void => {
    for (const [, name] of JSON.stringify(node).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || used.has(name)) continue
      used.add(name)
      visit(document.components.schemas[name] ?? null)
    }
  }
  visit(document.paths)
  return Object.fromEntries(Object.entries(document.components.schemas).filter(([name]) => used.has(name)).sort(([a], [b]) => a.localeCompare(b)))
}
