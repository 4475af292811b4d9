import type { App } from '../../src/plugins/app-type.ts'

export interface JsonSchema { type?: string | string[]; $ref?: string; [key: string]: unknown }
export interface Parameter { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: JsonSchema; example?: string }
export interface OpenApiOperation {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: JsonSchema; example?: unknown }> }
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>
  'x-roles': string[]
  'x-scope': string | null
  'x-example-after'?: string[]
  'x-example-as'?: string
}
export interface Document { paths: Record<string, Record<string, OpenApiOperation>>; components: { schemas: Record<string, JsonSchema> } }

/** One operation of the document with where it stands. */
export interface Operation { id: string; method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; op: OpenApiOperation; bodyType: string | null; bodySchema: JsonSchema | null; bodyExample: unknown }

export const documentOf = (app: App): Document => app.swagger() as unknown as Document

/** Every operation, in a stable order. */
export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, op]) => {
      const [bodyType = null, media] = Object.entries(op.requestBody?.content ?? {})[0] ?? []
      return { id: op.operationId, method: method.toUpperCase() as Operation['method'], path, op, bodyType, bodySchema: media?.schema ?? null, bodyExample: media?.example }
    }))
}

/** The path with its parameters in place, and the query behind it. */
export function urlOf(operation: Operation, params: Record<string, string>, query: Record<string, string> = {}): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(query).toString()
  return search ? `${path}?${search}` : path
}

/** Values of the documented examples for the parameters that stand in `place`. */
export const examplesIn = (operation: Operation, place: 'path' | 'query'): Record<string, string> =>
  Object.fromEntries((operation.op.parameters ?? []).filter((p) => p.in === place && p.example !== undefined).map((p) => [p.name, String(p.example)]))
