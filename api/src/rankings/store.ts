import { type Db, schema } from '@convergence/db'
import { eq, sql } from 'drizzle-orm'
import { type Found, JobLost, ours, tell, type Work } from './work.ts'

const { rankings, rankingRows } = schema

export type NewRow = typeof rankingRows.$inferInsert

const ROWS_AT_ONCE = 200

/** Rows of an attempt that came to nothing. */
export const clearRows = (db: Db, rankingId: string) => db.delete(rankingRows).where(eq(rankingRows.rankingId, rankingId))

/** Writes rows slice by slice, each only while the work is still ours; readers see none of them before `finish`. */
export async function insertRows({ db, progress }: Work, rows: readonly NewRow[]): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    await db.transaction(async (tx) => {
      await progress.hold(tx)
      await tx.insert(rankingRows).values(rows.slice(i, i + ROWS_AT_ONCE))
    })
    await progress.step()
  }
}

export const insertSteps = (rows: number): number => Math.ceil(rows / ROWS_AT_ONCE)

/** Closes a ranking: from here on its rows are read. */
export async function finish(tx: Db, { job, recipe }: Work, found: Found): Promise<void> {
  const rows = await tx.update(rankings)
    .set({ ...found, terms: recipe.terms, status: 'done', failure: null, finishedAt: sql`now()`, heartbeatAt: null, progress: sql`${rankings.steps}`, version: sql`${rankings.version} + 1`, updatedAt: sql`now()` })
    .where(ours(job)).returning({ id: rankings.id })
  if (rows.length === 0) throw new JobLost()
  await tell(tx, job, 'ranking.computed', { status: 'done', ...found })
}
