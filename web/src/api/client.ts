import createClient, { type Middleware } from 'openapi-fetch'
import { currentLocale } from '../i18n.ts'
import { reasonAsked } from '../texts/sendAgain.ts'
import type { paths } from './generated.ts'
import { ApiError, toApiError } from './problem.ts'
import { noteReach } from './reach.ts'

export { ApiError } from './problem.ts'

let signedOut: () => void = () => undefined

/** Says what to do when the server no longer knows who is asking. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler
}

/** A key that makes a repeated POST count once. */
export function newIdempotencyKey(): string {
  // randomUUID exists only on https and localhost; a server on the local network may be plain http.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const conventions: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', currentLocale())
    if (request.method === 'PATCH') request.headers.set('Content-Type', 'application/merge-patch+json')
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', newIdempotencyKey())
    }
  },
  onResponse({ response, schemaPath }) {
    noteReach(true)
    if (response.status === 401 && !schemaPath.startsWith('/api/v1/auth/') && !schemaPath.startsWith('/api/v1/scoring/') && !/^\/api\/v1\/(?:invitation|confirmation|linked-minutes|evaluation|collection)(?:\/|$)/.test(schemaPath)) signedOut()
  },
  onError({ error }) {
    if (!(error instanceof DOMException)) noteReach(false)
  },
}

/** The typed client of the API: `unwrap(api.GET('/api/v1/stakeholders', { params: { query: { limit: 50 } } }))`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' })
api.use(conventions, reasonAsked)

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The body of the answer, or an ApiError; no answer at all is an ApiError of status 0 and code NETWORK. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  return (await unwrapVersioned(call)).data
}

/** Same, with the ETag to send back through `ifMatch` when changing what was read. */
export async function unwrapVersioned<T>(call: Promise<Answer<T>>): Promise<{ data: T; etag: string }> {
  const answer = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw toApiError(undefined, 0)
  })
  if (!answer.response.ok) throw toApiError(answer.error, answer.response.status)
  return { data: answer.data as T, etag: answer.response.headers.get('ETag') ?? '' }
}

/** Header of a conditional change: `{ headers: ifMatch(etag) }`; the server answers 412 if someone changed it since. */
export const ifMatch = (etag: string): { 'If-Match': string } => ({ 'If-Match': etag })

/** Tells whether a failure is one of the server's, optionally with one of these codes. */
export const isApiError = (error: unknown, ...codes: string[]): error is ApiError =>
  error instanceof ApiError && (codes.length === 0 || codes.includes(error.code))
