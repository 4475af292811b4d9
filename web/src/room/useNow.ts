import { onBeforeUnmount, ref, type Ref } from 'vue'
import { serverNow } from '../sessions/store.ts'

/** Milliseconds by the server's clock, once a second. */
export function useNow(): Ref<number> {
  const now = ref(serverNow().getTime())
  const timer = setInterval(() => (now.value = serverNow().getTime()), 1000)
  onBeforeUnmount(() => clearInterval(timer))
  return now
}
