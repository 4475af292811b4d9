import { type Db, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import { roomErrors } from './errors.ts'

const { signInFailures } = schema
const FREE_GUESSES = 60
const WINDOW_MINUTES = 15
const KNOWN_MAX = 10_000

const secondsLeft = sql<number>`greatest(1, ceil(extract(epoch from ${signInFailures.windowStartedAt} + make_interval(mins => ${WINDOW_MINUTES}) - now())))::int`
const open = sql<boolean>`${signInFailures.windowStartedAt} > now() - make_interval(mins => ${WINDOW_MINUTES})`
const keyOf = (source: string): string => `check-in:${source}`

/**
 * Only unknown codes are counted, per source: two hundred people behind one address type one right code. A source that
 * guessed too often opens nothing but the codes that it had right before, so that a guesser in the room locks nobody out.
 */
export interface Guesses {
  /** Counts an unknown code, and refuses when there were too many. */
  wrong(source: string): Promise<void>
  /** Refuses a right code to a source that guessed too often and never had it right before. */
  right(source: string, code: string): Promise<void>
}

export function guessesOf(db: Db): Guesses {
  const known = new Set<string>()
  return {
    async wrong(source) {
      const [row] = await db.insert(signInFailures).values({ key: keyOf(source), count: 1, windowStartedAt: sql`now()` }).onConflictDoUpdate({
        target: signInFailures.key,
        set: { count: sql`case when ${open} then least(${signInFailures.count}, 1000000) + 1 else 1 end`, windowStartedAt: sql`case when ${open} then ${signInFailures.windowStartedAt} else now() end` },
      }).returning({ count: signInFailures.count, seconds: secondsLeft })
      if (row && row.count > FREE_GUESSES) throw throttled(row.seconds)
    },
    async right(source, code) {
      const pair = `${source} ${code}`
      if (known.has(pair)) return
      const [row] = await db.select({ count: signInFailures.count, seconds: secondsLeft, open }).from(signInFailures).where(eq(signInFailures.key, keyOf(source)))
      if (row?.open && row.count > FREE_GUESSES) throw throttled(row.seconds)
      if (known.size >= KNOWN_MAX) known.clear()
      known.add(pair)
    },
  }
}

const throttled = (seconds: number) => roomErrors['check-in-throttled']({ params: { seconds }, headers: { 'retry-after': String(seconds) } })
