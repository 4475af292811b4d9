/** A hand that pressed no key and no button for so long, in milliseconds, rests. */
export const REST_MS = 500

let pressedAt = -Infinity
if (typeof window !== 'undefined') for (const type of ['keydown', 'pointerdown']) window.addEventListener(type, () => (pressedAt = performance.now()), { capture: true, passive: true })

/**
 * Runs `work` once the hand rests, at the latest after `mostMs` milliseconds: what takes long would hold up the next key. At once,
 * in this very call, where nothing was pressed lately. Gives the way to call it off.
 */
export function onceResting(work: () => void, mostMs: number): () => void {
  const latest = performance.now() + mostMs
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = (): void => {
    const now = performance.now()
    const wait = Math.min(pressedAt + REST_MS, latest) - now
    if (wait <= 0) work()
    else timer = setTimeout(look, Math.ceil(wait))
  }
  look()
  return () => clearTimeout(timer)
}

/** Runs `work` once the hand rests and the browser has nothing better to do, after `mostMs` milliseconds all the same. */
export function onceIdle(work: () => void, mostMs: number): () => void {
  let idle = 0
  const stop = onceResting(() => {
    if (typeof requestIdleCallback === 'function') idle = requestIdleCallback(work, { timeout: REST_MS })
    else work()
  }, mostMs)
  return () => {
    stop()
    if (idle) cancelIdleCallback(idle)
  }
}
