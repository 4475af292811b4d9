import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { ScoreScope } from '../scores/current.ts'
import type { Recipe } from './terms.ts'

const { rankings, events, auditEntries } = schema

export type RankingJob = typeof rankings.$inferSelect

/** Why a ranking came to nothing: nobody scored, or three servers ended while they computed it. */
export type RankingFailure = 'no-score' | 'interrupted' | 'error'

/** The ranking is no longer ours: cancelled, removed, or taken over after too long a silence. */
export class JobLost extends Error {}

/** The work in hand: tells how far it is, and stops when it should. */
export interface Progress {
  /** Sets how many steps there are. */
  plan(steps: number): void
  /** Says that some steps are done; lets requests in; throws when the work is lost or the server closes. */
  step(done?: number): Promise<void>
  /** Locks the row until the transaction ends, so that nobody takes the work over meanwhile; throws when it is lost. */
  hold(tx: Db): Promise<void>
}

/** What every way of computing gets. */
export interface Work { db: Db; job: RankingJob; scope: ScoreScope; recipe: Recipe; progress: Progress }

/** What a way of computing found, beside the rows that it wrote. */
export interface Found { stakeholderCount: number; scoreCount: number; raterCount: number; draws: number }

/** Ours is the row that runs on our attempt: another server that takes it counts one more. */
export const ours = (job: RankingJob): SQL | undefined => and(eq(rankings.id, job.id), eq(rankings.status, 'running'), eq(rankings.attempts, job.attempts), isNull(rankings.deletedAt))

/** Says in the audit and in the outbox what became of a ranking: done by the server, for whoever asked. */
export async function tell(tx: Db, job: RankingJob, type: 'ranking.computed' | 'ranking.failed', after: Record<string, unknown>): Promise<void> {
  const common = { objectType: 'ranking', objectId: job.id, perimeterId: job.perimeterId, actor: 'server' }
  await tx.insert(auditEntries).values({ ...common, action: type, after, traceId: job.id })
  await tx.insert(events).values({ ...common, type, txid: sql<string>`pg_current_xact_id()::text` })
}
