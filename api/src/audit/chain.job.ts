import type { JobKind } from '../jobs/runner.ts'
import { hasUnlinked, linkWaiting } from './chain.ts'

/** All entries are looked at when a server starts and this often: whatever was written by a transaction longer than the usual look. */
const SWEEP_MS = 3_600_000

/** Links the audit's entries soon after they were written. */
export function chainJobs(now: () => number = Date.now): JobKind {
  let nextSweep = 0
  return {
    name: 'audit-chain',
    lane: 'audit',
    take: async (db) => {
      const sweep = now() >= nextSweep
      const among = sweep ? 'all' : 'lately'
      if (!(await hasUnlinked(db, among))) {
        if (sweep) nextSweep = now() + SWEEP_MS
        return null
      }
      return async (signal) => {
        await linkWaiting(db, among, signal)
        if (sweep && !signal.aborted) nextSweep = now() + SWEEP_MS
      }
    },
  }
}
