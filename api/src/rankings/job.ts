import { type Db, schema } from '@convergence/db'
import { sql } from 'drizzle-orm'
import { setImmediate } from 'node:timers/promises'
import type { JobKind } from '../jobs/runner.ts'
import { computeRanking } from './compute.ts'
import { clearRows } from './store.ts'
import { JobLost, ours, type Progress, type RankingFailure, type RankingJob, tell } from './work.ts'

const { rankings } = schema

/** Silence after which another server takes over, in seconds; a beat comes at least every `BEAT_MS`. */
const SILENCE_S = 30
const BEAT_MS = 2000
const ATTEMPTS_MAX = 3

/** The server closes: the work is given back. */
class JobStopped extends Error {}

/** Rankings that wait or were left behind, the oldest first. */
export const rankingJobs: JobKind = {
  name: 'ranking',
  take: async (db) => {
    const [job] = await db.update(rankings).set({ status: 'running', heartbeatAt: sql`now()`, attempts: sql`${rankings.attempts} + 1`, progress: 0, steps: 0 })
      .where(sql`${rankings.id} = (select r.id from rankings r where r.deleted_at is null and (r.status = 'queued' or (r.status = 'running' and r.heartbeat_at < now() - make_interval(secs => ${SILENCE_S}))) order by r.created_at, r.id limit 1 for update skip locked)`)
      .returning()
    return job ? (signal) => run(db, job, signal) : null
  },
}

async function run(db: Db, job: RankingJob, signal: AbortSignal): Promise<void> {
  const heart = heartOf(db, job, signal)
  // A single statement may take longer than a beat; another connection keeps the row alive meanwhile.
  const timer = setInterval(() => void heart.beat().catch(() => undefined), BEAT_MS * 3)
  try {
    if (job.attempts > ATTEMPTS_MAX) return await fail(db, job, 'interrupted')
    const found = await computeRanking(db, job, heart)
    if (found === 'no-score') await fail(db, job, 'no-score')
  } catch (error) {
    if (error instanceof JobLost) return
    if (error instanceof JobStopped) return void (await giveBack(db, job))
    await fail(db, job, 'error')
    throw error
  } finally {
    clearInterval(timer)
  }
}

function heartOf(db: Db, job: RankingJob, signal: AbortSignal): Progress & { beat(): Promise<void> } {
  let done = 0
  let steps = 0
  let last = Date.now()
  const beat = async () => {
    const rows = await db.update(rankings).set({ heartbeatAt: sql`now()`, progress: done, steps }).where(ours(job)).returning({ id: rankings.id })
    if (rows.length === 0) throw new JobLost()
  }
  return {
    beat,
    plan: (count) => void (steps = count),
    step: async (count = 1) => {
      done += count
      if (signal.aborted) throw new JobStopped()
      if (Date.now() - last > BEAT_MS / 10) {
        last = Date.now()
        await beat()
      }
      await setImmediate()
    },
    hold: async (tx) => {
      const rows = await tx.select({ id: rankings.id }).from(rankings).where(ours(job)).for('no key update')
      if (rows.length === 0) throw new JobLost()
    },
  }
}

const giveBack = (db: Db, job: RankingJob) => db.update(rankings).set({ status: 'queued', heartbeatAt: null, attempts: sql`${rankings.attempts} - 1` }).where(ours(job))

async function fail(db: Db, job: RankingJob, failure: RankingFailure): Promise<void> {
  await db.transaction(async (tx) => {
    const rows = await tx.update(rankings).set({ status: 'failed', failure, finishedAt: sql`now()`, version: sql`${rankings.version} + 1`, updatedAt: sql`now()` }).where(ours(job)).returning({ id: rankings.id })
    if (rows.length === 0) return
    await clearRows(tx, job.id)
    await tell(tx, job, 'ranking.failed', { status: 'failed', failure })
  })
}
