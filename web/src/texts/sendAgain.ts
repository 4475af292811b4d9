import type { Middleware } from 'openapi-fetch'
import { toApiError } from '../api/problem.ts'
import { askReason } from './reason.ts'

const TEXT_REASON = 'Text-Reason'
/** Requests as they were, since a body that was sent cannot be read again. */
const copies = new WeakMap<Request, Request>()

/** A write whose text wants a reason is sent again with the reason that the person gives; without one, the refusal goes to the form. */
export const reasonAsked: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET' && request.method !== 'HEAD') copies.set(request, request.clone())
  },
  async onResponse({ request, response }) {
    const copy = copies.get(request)
    if (response.status !== 422 || !copy) return undefined
    const { code, problem } = toApiError(await response.clone().json().catch(() => undefined), 422)
    if (code !== 'text-reason-needed') return undefined
    const reason = await askReason(problem.errors)
    if (reason === null) return undefined
    const again = new Request(copy)
    again.headers.set(TEXT_REASON, encodeURIComponent(reason))
    return fetch(again)
  },
}
