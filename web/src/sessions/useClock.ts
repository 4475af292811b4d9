import { onBeforeUnmount, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue'

/** Seconds since the point on the screen was first opened in this session, kept over a reload on this device. */
export function useClock(key: MaybeRefOrGetter<string | undefined>): Ref<number> {
  const seconds = ref(0)
  let from = Date.now()
  const tick = (): void => void (seconds.value = Math.floor((Date.now() - from) / 1000))
  watch(() => toValue(key), (name) => {
    from = name ? startOf(`clock:${name}`) : Date.now()
    tick()
  }, { immediate: true })
  const timer = setInterval(tick, 1000)
  onBeforeUnmount(() => clearInterval(timer))
  return seconds
}

function startOf(name: string): number {
  try {
    const kept = Number(sessionStorage.getItem(name))
    if (kept > 0) return kept
    sessionStorage.setItem(name, String(Date.now()))
  } catch {
    // Storage can be forbidden: the clock then starts again with the page.
  }
  return Date.now()
}

/** 754 → "12:34". */
export const clockText = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
