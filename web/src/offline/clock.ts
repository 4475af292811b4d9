/** A moment on this device: its wall clock, which people and networks move, and the count of this page, which nobody does. Milliseconds. */
export interface Stamp {
  wall: number
  /** Since the page was opened; only comparable within one `life`. */
  count: number
  /** The page that counted. */
  life: string
}

/** A moment at which the server said what time it is. */
export interface Anchor extends Stamp {
  server: number
}

/** The wall clock is believed between two moments when it agrees with the server to so many milliseconds. */
const STEADY_MS = 60_000

/**
 * When something was done, by the server's clock. `before`: the last time the server had told by then; `now`: what it tells
 * now. The wall clock counts only if the server confirms that it ran steadily between the two: it goes on while a laptop
 * sleeps and from one page to the next, where the count of a page does not. Else the count of the page decides; and where
 * neither says anything, the thing is put right after the last time that is known: the order is kept in any case.
 */
export function serverTimeOf(done: Stamp, before: Anchor | null, now: Anchor): number {
  const latest = now.server
  const earliest = before?.server ?? -Infinity
  const within = (time: number): number => Math.min(Math.max(time, earliest), latest)
  const steady = before !== null && Math.abs(now.server - before.server - (now.wall - before.wall)) < STEADY_MS
  if (steady) return within(now.server - (now.wall - done.wall))
  if (done.life === now.life) return within(now.server - (now.count - done.count))
  if (before && done.life === before.life) return within(before.server + (done.count - before.count))
  if (!before) return latest
  return within(before.server)
}
