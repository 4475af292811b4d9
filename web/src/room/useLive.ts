import { useQueryClient } from '@tanstack/vue-query'
import { onBeforeUnmount, ref, watch, toValue, type MaybeRefOrGetter, type Ref } from 'vue'

/** Reads again at most this often, in milliseconds, however fast changes come. */
const LEAST_MS = 700
/** Without a stream the board is read at this interval; with one, now and then all the same. */
const AWAY_MS = 5000
const LIVE_MS = 60_000

/** Keeps what is shown of a session in step with everybody else's entries. False while the stream is away, once it had the time to come. */
export function useLive(sessionId: MaybeRefOrGetter<string>): Ref<boolean> {
  const queries = useQueryClient()
  const live = ref(true)
  let connected = false
  let source: EventSource | undefined
  let pending: ReturnType<typeof setTimeout> | undefined
  let last = 0
  const read = (): void => {
    last = Date.now()
    pending = undefined
    const id = toValue(sessionId)
    for (const part of ['board', 'attendances', 'invitations', 'check-ins', 'code']) void queries.invalidateQueries({ queryKey: ['sessions', part, id] })
  }
  const soon = (): void => void (pending ??= setTimeout(read, Math.max(0, LEAST_MS - (Date.now() - last))))
  const listen = (id: string): void => {
    source?.close()
    connected = false
    if (typeof EventSource === 'undefined') return
    source = new EventSource(`/api/v1/sessions/${id}/stream`)
    source.addEventListener('ready', () => {
      // Whatever happened between the reading and the stream is read now.
      if (!connected) soon()
      connected = true
      live.value = true
    })
    source.addEventListener('change', soon)
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
      soon()
    }
  }, AWAY_MS)
  onBeforeUnmount(() => {
    source?.close()
    clearTimeout(pending)
    clearInterval(timer)
  })
  return live
}
