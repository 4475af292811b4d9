import { onScopeDispose, shallowRef } from 'vue'
import { useSession } from '../auth/store.ts'
import { deviceOf, openedDevice } from '../offline/device.ts'
import type { Words } from './types.ts'

/** Words beside a position as they stood when the hand stopped. */
export interface HalfTyped {
  pointId: string
  holderId: string
  words: Words
}

const REST_MS = 300

/**
 * Keeps the words that are being typed on this device, sealed, until they are saved or given up: a sign-in that ends, a closed tab or a
 * flat battery takes none of them. One at a time for a session. `found` is told what an earlier page left.
 */
export function useHalfTyped(sessionId: string, found: (left: HalfTyped) => void) {
  // Of whoever opened the page: the sign-in may end while one types.
  const userId = useSession().user?.id
  const name = `words/${sessionId}`
  const left = shallowRef<HalfTyped>()
  let typed: HalfTyped | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const vault = async () => (userId ? (await openedDevice(userId))?.vault : undefined)

  void (async () => {
    if (userId) left.value = await (await deviceOf(userId)).vault.read<HalfTyped>(name)
    if (left.value) found(left.value)
  })().catch(() => undefined)

  function write(): void {
    clearTimeout(timer)
    const now = typed
    typed = undefined
    if (now) void vault().then((open) => open?.write(name, now)).catch(() => undefined)
  }
  onScopeDispose(write)

  return {
    /** What was left on that cell; undefined when nothing was. */
    of: (pointId: string, holderId: string): Words | undefined => (left.value?.pointId === pointId && left.value.holderId === holderId ? left.value.words : undefined),
    keep(now: HalfTyped): void {
      left.value = undefined
      typed = now
      clearTimeout(timer)
      timer = setTimeout(write, REST_MS)
    },
    drop(): void {
      clearTimeout(timer)
      typed = undefined
      left.value = undefined
      void vault().then((open) => open?.forget(name)).catch(() => undefined)
    },
  }
}
