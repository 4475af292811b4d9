// Placeholder with the few paths of the frame; `pnpm generate` replaces it from api/openapi.json.
interface Me {
  user: { id: string; name: string; email: string; locale: string }
  grants: { role: string; perimeterId: string | null }[]
  roles: string[]
}

interface Answer<T> {
  headers: Record<string, unknown>
  content: { 'application/json': T }
}

interface Operation<Body, Result> {
  parameters: { query?: never; header?: never; path?: never; cookie?: never }
  requestBody: { content: { 'application/json': Body } }
  responses: { 200: Answer<Result> }
}

interface Query<Result> {
  parameters: { query?: { limit?: number }; header?: never; path?: never; cookie?: never }
  requestBody?: never
  responses: { 200: Answer<Result> }
}

interface Empty {
  parameters: { query?: never; header?: never; path?: never; cookie?: never }
  requestBody?: never
  responses: { 204: { headers: Record<string, unknown>; content?: never } }
}

export interface paths {
  '/api/v1/auth/me': { get: Query<Me> }
  '/api/v1/auth/login': { post: Operation<{ email: string; password: string }, { user: Me['user'] }> }
  '/api/v1/auth/demo': { post: Operation<{ role: Role }, { user: Me['user'] }> }
  '/api/v1/auth/logout': { post: Empty }
  '/api/v1/perimeters': { get: Query<{ items: { id: string; name: string }[]; nextCursor: string | null }> }
  '/version': { get: Query<{ version: string; mode: string }> }
}

type Role = 'administrator' | 'staff' | 'facilitator' | 'relay' | 'reader' | 'integrator'
