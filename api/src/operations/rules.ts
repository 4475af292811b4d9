/** What the reckoning of a time of speech knows; times in UTC, milliseconds. */
export interface Heard {
  /** The server's time that the device last learned, and how long after it the thing was said, by the device's own count. */
  knownAt: Date | null
  elapsedMs: number | null
  /** When the server took it. */
  receivedAt: Date
  /** It was not said before this: the opening of the session, or its planning while it was never opened, the operation before, what it answers to. */
  notBefore: readonly (Date | null | undefined)[]
}

/**
 * When something was said in the room: the device's estimate, never later than its receipt and always after what came before.
 * The clock of the device does not enter; without an estimate it is the receipt.
 */
export function reckon({ knownAt, elapsedMs, receivedAt, notBefore }: Heard): Date {
  const estimate = knownAt && elapsedMs !== null ? knownAt.getTime() + elapsedMs : receivedAt.getTime()
  const floor = Math.max(...notBefore.map((at) => (at ? at.getTime() : -Infinity)))
  return new Date(Math.max(Math.min(estimate, receivedAt.getTime()), floor))
}

/** The next millisecond: an instant that comes after another one. */
export const after = (at: Date | null | undefined): Date | null => (at ? new Date(at.getTime() + 1) : null)

interface Said { state: string; value: number | null; reason: string; reservation: string; condition: string }

/** Whether a position adds nothing to the one that stands: the same choice, and no words of its own. */
export const saysTheSame = (mine: Said, theirs: Said): boolean =>
  mine.state === theirs.state && mine.value === theirs.value && (['reason', 'reservation', 'condition'] as const).every((key) => mine[key] === '' || mine[key] === theirs[key])

const MAX_PAYLOAD = 40_000

/** Whether a payload can be kept as JSON in the database: not too long, no NUL, no half of a character. */
export function isStorable(payload: unknown): boolean {
  const text = JSON.stringify(payload)
  return text.length <= MAX_PAYLOAD && !/\\u0000|\\ud[89a-f][0-9a-f]{2}/i.test(text)
}
