import { api, isApiError, unwrap } from '../api/client.ts'
import type { Outcome, Transport } from './engine.ts'

const path = (id: string) => ({ params: { path: { id } } })

/** The queue over the API. */
export const apiTransport: Transport = {
  send: (sessionId, deviceId, operations) =>
    outcomeOf(async () => {
      const { items, nextSequence, serverTime } = await unwrap(api.POST('/api/v1/sessions/{id}/operations', { ...path(sessionId), body: { deviceId, operations } }))
      return { items, nextSequence, serverTime: Date.parse(serverTime) }
    }),
  place: (sessionId, deviceId) =>
    outcomeOf(async () => {
      const { nextSequence, serverTime } = await unwrap(api.GET('/api/v1/sessions/{id}/operations', { params: { path: { id: sessionId }, query: { deviceId, limit: 1 } } }))
      return { items: [], nextSequence: nextSequence ?? 1, serverTime: Date.parse(serverTime) }
    }),
}

/** What to do after a failure: wait for the network, sign in again, look at it, or find the one that is not understood. */
async function outcomeOf(call: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await call()
  } catch (error) {
    if (!isApiError(error)) return { failed: 'network' }
    const { status, code, message } = error
    if (status === 401) return { failed: 'signed-out' }
    if (status === 400 || status === 413 || status === 422) return { failed: 'malformed', code, message }
    if (status === 0 || status === 408 || status === 429 || status >= 500 || code === 'key-in-progress') return { failed: 'network' }
    return { failed: 'refused', code, message }
  }
}
