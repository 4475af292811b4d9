import { type Db, schema } from '@convergence/db'
import { and, eq, lt, sql } from 'drizzle-orm'
import { isDigestTime } from '../digests/rules.ts'
import type { JobKind } from '../jobs/runner.ts'
import { remindDaily } from './reminders.ts'

const { idempotencyKeys } = schema
const ROUTE = 'collection-reminders'
const ofDay = (day: string) => and(eq(idempotencyKeys.principal, 'server'), eq(idempotencyKeys.route, ROUTE), eq(idempotencyKeys.key, day))

/** Reminds of awaited values once a day: the day is claimed by a row in the transaction that writes the mails, so that of any number of servers one does it. */
export function collectionJobs(now: () => Date = () => new Date()): JobKind {
  return {
    name: 'collection-reminders',
    lane: 'digest',
    take: async (db) => {
      const day = isDigestTime(now())
      if (!day) return null
      const [claimed] = await db.select({ key: idempotencyKeys.key }).from(idempotencyKeys).where(ofDay(day))
      return claimed ? null : () => db.transaction((tx) => writeDay(tx, day, now()))
    },
  }
}

async function writeDay(tx: Db, day: string, now: Date): Promise<void> {
  await tx.delete(idempotencyKeys).where(and(eq(idempotencyKeys.principal, 'server'), eq(idempotencyKeys.route, ROUTE), lt(idempotencyKeys.createdAt, sql`now() - interval '7 days'`)))
  const taken = await tx.insert(idempotencyKeys).values({ principal: 'server', route: ROUTE, key: day, fingerprint: day, status: 200 }).onConflictDoNothing().returning({ key: idempotencyKeys.key })
  if (taken.length > 0) await remindDaily(tx, now)
}
