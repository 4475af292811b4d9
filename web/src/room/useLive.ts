import { useQueryClient } from '@tanstack/vue-query'
import { onBeforeUnmount, ref, watch, toValue, type MaybeRefOrGetter, type Ref } from 'vue'
import { OWN_MS, readAgain } from '../sessions/readAgain.ts'

/** Reads again at most this often, in milliseconds, however fast changes come. */
const LEAST_MS = 700
/** So long the answer to one's own entry may take to come after the stream has told of it. */
const ANSWER_MS = 200
/** What others did is read within this time, also while keys are pressed: with the stream's own delay it is seen within two seconds. */
const OTHERS_MS = 900
/** Without a stream the board is read at this interval; with one, now and then all the same. */
const AWAY_MS = 5000
const LIVE_MS = 60_000

/** The objects that a change names; null where it does not. */
function objectsOf(data: unknown): string[] | null {
  try {
    const told: unknown = JSON.parse(String(data))
    const objects = told && typeof told === 'object' && 'objects' in told ? told.objects : null
    return Array.isArray(objects) ? objects.map(String) : null
  } catch {
    return null
  }
}

/**
 * Keeps what is shown of a session in step with everybody else's entries. False while the stream is away, once it had the time to
 * come. `isOwn`: whether an object was changed by this screen, which then shows it already and reads it back when the hand rests.
 */
export function useLive(sessionId: MaybeRefOrGetter<string>, isOwn: (objectId: string) => boolean = () => false): Ref<boolean> {
  const queries = useQueryClient()
  const live = ref(true)
  let connected = false
  let source: EventSource | undefined
  let pending: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  /** Told of and not looked at yet; null once something is not known by name. */
  let changed: Set<string> | null = new Set()
  const look = (heard: number): void => {
    pending = undefined
    const own = changed !== null && [...changed].every(isOwn)
    changed = new Set()
    if (own) return readAgain(queries, toValue(sessionId), OWN_MS)
    last = performance.now()
    readAgain(queries, toValue(sessionId), Math.max(0, heard + OTHERS_MS - last))
  }
  const hear = (objects: string[] | null): void => {
    changed = changed && objects && new Set([...changed, ...objects])
    const heard = performance.now()
    pending ??= setTimeout(() => look(heard), Math.max(ANSWER_MS, LEAST_MS - (heard - last)))
  }
  const listen = (id: string): void => {
    source?.close()
    connected = false
    if (typeof EventSource === 'undefined') return
    source = new EventSource(`/api/v1/sessions/${id}/stream`)
    source.addEventListener('ready', () => {
      // Whatever happened between the reading and the stream is read now.
      if (!connected) hear(null)
      connected = true
      live.value = true
    })
    source.addEventListener('change', (event) => hear(objectsOf(event.data)))
    source.addEventListener('error', () => (connected = false))
  }
  watch(() => toValue(sessionId), listen, { immediate: true })
  let beat = 0
  const timer = setInterval(() => {
    beat += AWAY_MS
    live.value = connected
    // A stream that was ended for good, by a restart or a proxy, is asked for again.
    if (source?.readyState === 2) listen(toValue(sessionId))
    if (connected ? beat >= LIVE_MS : navigator.onLine) {
      beat = 0
      readAgain(queries, toValue(sessionId), OWN_MS)
    }
  }, AWAY_MS)
  onBeforeUnmount(() => {
    source?.close()
    clearTimeout(pending)
    clearInterval(timer)
  })
  return live
}
