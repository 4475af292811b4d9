import type { QueryClient } from '@tanstack/vue-query'
import { onceResting } from '../room/rest.ts'

/** What only this screen did is on it already: the board is read again when the hand rests, and after so long all the same, in milliseconds. */
export const OWN_MS = 15_000
const PARTS = ['board', 'attendances', 'invitations', 'check-ins', 'code']

const asked = new Map<string, { latest: number; stop: () => void }>()

/**
 * Reads again what is shown of a session, once the hand rests and at the latest after `mostMs` milliseconds: a board of thousands of
 * positions would hold up the next key. Asked for again meanwhile, it is read once, by the earlier of the two limits.
 */
export function readAgain(queries: QueryClient, sessionId: string, mostMs: number): void {
  const latest = performance.now() + mostMs
  const before = asked.get(sessionId)
  if (before && before.latest <= latest) return
  before?.stop()
  const entry = { latest, stop: (): void => undefined }
  asked.set(sessionId, entry)
  entry.stop = onceResting(() => {
    asked.delete(sessionId)
    for (const part of PARTS) void queries.invalidateQueries({ queryKey: ['sessions', part, sessionId] })
  }, mostMs)
}
