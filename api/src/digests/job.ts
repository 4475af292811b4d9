import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { grantsOf } from '../auth/principal.ts'
import type { JobKind } from '../jobs/runner.ts'
import type { Block } from '../mails/letter.ts'
import { summarise } from '../mails/queries.ts'
import { queueMail } from '../mails/queue.ts'
import { may, type Reach, type Role } from '../plugins/access.ts'
import { countTopics } from '../today/topics.ts'
import { countDue } from '../tasks/queries.ts'
import { digestWords, isDigestTime, linesOf } from './rules.ts'

const { idempotencyKeys, users } = schema
const ROUTE = 'daily-digest'

/**
 * Writes the digests of a day, once: the day is claimed by a row in the transaction that writes them, so that of any number
 * of servers one does it, and another does it again when that one fell before it committed.
 */
export function digestJobs(now: () => Date = () => new Date()): JobKind {
  return {
    name: 'digest',
    lane: 'digest',
    take: async (db) => {
      const day = isDigestTime(now())
      if (!day || (await claimed(db, day))) return null
      return () => db.transaction((tx) => writeDigests(tx, day))
    },
  }
}

const ofDay = (day: string) => and(eq(idempotencyKeys.principal, 'server'), eq(idempotencyKeys.route, ROUTE), eq(idempotencyKeys.key, day))

async function claimed(db: Db, day: string): Promise<boolean> {
  const [row] = await db.select({ key: idempotencyKeys.key }).from(idempotencyKeys).where(ofDay(day))
  return row !== undefined
}

async function writeDigests(tx: Db, day: string): Promise<void> {
  await tx.delete(idempotencyKeys).where(and(eq(idempotencyKeys.principal, 'server'), eq(idempotencyKeys.route, ROUTE), lt(idempotencyKeys.createdAt, sql`now() - interval '7 days'`)))
  const taken = await tx.insert(idempotencyKeys).values({ principal: 'server', route: ROUTE, key: day, fingerprint: day, status: 200 }).onConflictDoNothing().returning({ key: idempotencyKeys.key })
  if (taken.length === 0) return
  const readers = await tx.select({ id: users.id, name: users.name, email: users.email, locale: users.locale }).from(users).where(and(eq(users.digest, true), eq(users.demonstration, false), isNull(users.disabledAt)))
  for (const reader of readers) await writeDigest(tx, reader, day)
}

/** The mail of one reader: their own tasks, and what GET /today counts within the reach of the roles that act on it; none when nothing waits. */
async function writeDigest(tx: Db, reader: { id: string; name: string; email: string; locale: 'fr' | 'en' }, day: string): Promise<void> {
  const reach = reachFor(await grantsOf(tx, reader.id), may.manageMails.roles)
  const told = reach === null ? {} : { ...(await countTopics(tx, { reach })), parked: (await summarise(tx, reach, undefined)).parked }
  const counts = { ...told, myTasks: await countDue(tx, reader.id) }
  const lines = linesOf(counts, reader.locale)
  if (lines.length === 0) return
  const words = digestWords[reader.locale]
  const body: Block[] = [words.hello(reader.name), { list: lines }, { page: { label: words.open, path: '/' } }, words.setting]
  await queueMail(tx, { kind: 'digest', to: { address: reader.email, name: reader.name }, locale: reader.locale, subject: words.subject(day), body, about: { type: 'user', id: reader.id }, perimeterId: null })
}

/** The perimeters that the grants of these roles cover together; null without such a role. */
function reachFor(grants: readonly { role: Role; reach: Reach }[], roles: readonly Role[]): Reach | null {
  const held = grants.filter((grant) => roles.includes(grant.role))
  if (held.length === 0) return null
  return held.some((grant) => grant.reach === 'all') ? 'all' : held.flatMap((grant) => (grant.reach === 'all' ? [] : [...grant.reach]))
}
