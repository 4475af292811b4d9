import type { Db } from '@convergence/db'

/** Long work whose state lies in the database: any server may take it, continue it, or find it cancelled. */
export interface JobKind {
  readonly name: string
  /** Kinds of the same lane take turns; lanes go on side by side. `work` unless said: one piece of computing at a time. */
  readonly lane?: string
  /** Takes one piece of work that waits or was left by a server that died; null when there is none. */
  take(db: Db): Promise<JobTask | null>
}

/** The work taken. It looks at `signal` between two slices, and gives the work back when the server closes. */
export type JobTask = (signal: AbortSignal) => Promise<void>

export interface JobRunner {
  /** Looks for work at once: called after a commit that made some. */
  wake(): void
  /** Lets the slice under way end, and resolves when nothing runs any more. */
  stop(): Promise<void>
}

/** Often enough for work left by another server; work made on this one wakes it. */
const POLL_MS = 5000

/**
 * Runs what waits, one piece at a time, so that requests keep the other core. An error is told to `fail` and the runner goes
 * on: what fails for a reason of its own says so in its row.
 */
export function startJobs(db: Db, kinds: readonly JobKind[], fail: (error: unknown, kind: string) => void, pollMs = POLL_MS): JobRunner {
  const closing = new AbortController()
  let running: Promise<void> | undefined
  let again = false
  const look = (): void => {
    if (closing.signal.aborted) return
    again = true
    running ??= drain().finally(() => (running = undefined))
  }
  const drain = async (): Promise<void> => {
    while (again && !closing.signal.aborted) {
      again = false
      for (const kind of kinds) if (await runOne(kind)) again = true
    }
  }
  const runOne = async (kind: JobKind): Promise<boolean> => {
    try {
      const task = await kind.take(db)
      if (!task) return false
      await task(closing.signal)
      return true
    } catch (error) {
      fail(error, kind.name)
      return false
    }
  }
  const timer = setInterval(look, pollMs)
  timer.unref()
  look()
  return {
    wake: look,
    stop: async () => {
      clearInterval(timer)
      closing.abort()
      await running
    },
  }
}
