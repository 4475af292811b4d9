import { createHash } from 'node:crypto'
import { type Db, schema } from '@convergence/db'
import canonicalize from 'canonicalize'
import { and, asc, desc, gte, notExists, sql } from 'drizzle-orm'

const { auditEntries: entries, auditLinks: links, referenceCounters } = schema

/** What the hash of an entry covers: all of it. What tells of a person is covered as it is stored, sealed, so that deleting a key leaves the chain valid. */
export const hashed = {
  id: entries.id, at: entries.at, actor: entries.actor, action: entries.action, objectType: entries.objectType, objectId: entries.objectId,
  perimeterId: entries.perimeterId, before: entries.before, after: entries.after, personId: entries.personId, sealed: entries.sealed, traceId: entries.traceId,
}
export type HashedEntry = typeof entries.$inferSelect

/** What stands before the first hash. */
export const ORIGIN = '0'.repeat(64)
const LOCK = 'audit-chain'
const BATCH = 1000
/** How long before the last link an entry may have begun that only now became visible: its transaction was open. Longer ones are found by the sweep. */
const LOOK_BACK_MS = 3_600_000

/** SHA-256, in hexadecimal, of the hash before and the entry's canonical JSON (RFC 8785), a line feed between them. */
export function linkHash(previous: string, entry: HashedEntry): string {
  const text = canonicalize({ ...entry, at: entry.at.toISOString() })
  if (text === undefined) throw new Error(`audit entry ${entry.id} has no canonical form`)
  return createHash('sha256').update(previous).update('\n').update(text).digest('hex')
}

/** Which entries to look among: those since shortly before the last link, or all. */
export type Among = 'lately' | 'all'

const unlinked = (since: Date | null) => and(since ? gte(entries.at, since) : undefined, notExists(sql`(select 1 from ${links} where ${links.entryId} = ${entries.id})`))

async function sinceOf(db: Db, among: Among): Promise<Date | null> {
  if (among === 'all') return null
  const [link] = await db.select({ at: links.at }).from(links).orderBy(desc(links.position)).limit(1)
  return link ? new Date(link.at.getTime() - LOOK_BACK_MS) : null
}

/** Whether entries wait to be linked. */
export async function hasUnlinked(db: Db, among: Among): Promise<boolean> {
  return (await db.select({ id: entries.id }).from(entries).where(unlinked(await sinceOf(db, among))).limit(1)).length > 0
}

/** Links the entries that wait, in batches, until there are none or `signal` says to stop; answers how many it linked. */
export async function linkWaiting(db: Db, among: Among, signal?: AbortSignal): Promise<number> {
  let linked = 0
  let since = await sinceOf(db, among)
  while (!signal?.aborted) {
    const batch = await linkBatch(db, since)
    if (batch.length === 0) break
    linked += batch.length
    since = batch.at(-1)?.at ?? since
  }
  return linked
}

/**
 * An entry is seen only once its transaction has ended, and the chain takes entries in the order it sees them, so one that
 * comes late is linked later and never passed over. The row of the counter is the lock: one writer at a time, whatever the
 * number of servers. It also keeps the last position, so that links taken off the end are missed.
 */
function linkBatch(db: Db, since: Date | null): Promise<HashedEntry[]> {
  return db.transaction(async (tx) => {
    let { position, hash } = await lockHead(tx)
    const rows = await tx.select(hashed).from(entries).where(unlinked(since)).orderBy(asc(entries.at), asc(entries.id)).limit(BATCH)
    if (rows.length === 0) return []
    await tx.insert(links).values(rows.map((row) => {
      hash = linkHash(hash, row)
      return { position: (position += 1), entryId: row.id, hash }
    }))
    await tx.update(referenceCounters).set({ value: position, updatedAt: new Date() }).where(sql`${referenceCounters.key} = ${LOCK}`)
    return rows
  })
}

async function lockHead(tx: Db): Promise<{ position: number; hash: string }> {
  await tx.insert(referenceCounters).values({ key: LOCK, value: 0 }).onConflictDoNothing()
  const [counter] = await tx.select({ value: referenceCounters.value }).from(referenceCounters).where(sql`${referenceCounters.key} = ${LOCK}`).for('update')
  const [link] = await tx.select({ position: links.position, hash: links.hash }).from(links).orderBy(desc(links.position)).limit(1)
  return { position: Math.max(counter?.value ?? 0, link?.position ?? 0), hash: link?.hash ?? ORIGIN }
}

/** The last position that was given out, whatever became of its link. */
export async function lastPosition(db: Db): Promise<number> {
  const [row] = await db.select({ value: referenceCounters.value }).from(referenceCounters).where(sql`${referenceCounters.key} = ${LOCK}`)
  return row?.value ?? 0
}
