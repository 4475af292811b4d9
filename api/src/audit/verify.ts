import { type Db, schema } from '@convergence/db'
import { count, desc, lt, notExists, sql } from 'drizzle-orm'
import { type HashedEntry, lastPosition, linkHash, ORIGIN } from './chain.ts'

const { auditEntries: entries, auditLinks: links } = schema
const PAGE = 5000

/** `altered`: the entry or its link is not what was written; `entry-missing`: the entry was deleted; `link-missing`: its place in the chain was. */
export type Breach = 'altered' | 'entry-missing' | 'link-missing'
export interface Broken { position: number; reason: Breach; entryId: string | null }
export interface Head { position: number; hash: string; at: Date }
export interface Verified { from: number; verified: number; head: Head | null; broken: Broken | null }

/**
 * Recomputes the chain in order, a page at a time while the database reads the next, and stops at the first position that
 * does not hold. `last` limits it to that many links before the head, on the word of the one before them; all unless told.
 */
export async function verifyChain(db: Db, { last = Infinity, signal }: { last?: number; signal?: AbortSignal } = {}): Promise<Verified> {
  const given = await lastPosition(db)
  const [head] = await db.select({ position: links.position, hash: links.hash, at: links.at }).from(links).orderBy(desc(links.position)).limit(1)
  if (!head) return { from: 1, verified: 0, head: null, broken: given > 0 ? { position: 1, reason: 'link-missing', entryId: null } : null }
  const from = Math.max(1, head.position - last + 1)
  let link = { position: from - 1, hash: await hashBefore(db, from) }
  let next = readPage(db, link.position, head.position)
  for (let rows = await next; rows.length > 0; rows = await next) {
    next = readPage(db, rows.at(-1)?.position ?? 0, head.position)
    const walked = walk(link, rows)
    link = walked.link
    if (walked.broken) await next
    if (walked.broken || signal?.aborted) return { from, verified: link.position - from + 1, head, broken: walked.broken }
  }
  const cut = given > head.position ? { position: head.position + 1, reason: 'link-missing' as const, entryId: null } : null
  return { from, verified: link.position - from + 1, head, broken: cut }
}

/** How many entries there are, how many wait for their link, and how many wait for longer than an hour: they should not. */
export async function countWaiting(db: Db): Promise<{ entries: number; waiting: number; overdue: number }> {
  const free = notExists(sql`(select 1 from ${links} where ${links.entryId} = ${entries.id})`)
  const [all] = await db.select({ n: count() }).from(entries)
  const [waiting] = await db.select({ n: count(), overdue: sql<number>`count(*) filter (where ${entries.at} < now() - interval '1 hour')::int` }).from(entries).where(free)
  return { entries: all?.n ?? 0, waiting: waiting?.n ?? 0, overdue: waiting?.overdue ?? 0 }
}

async function hashBefore(db: Db, position: number): Promise<string> {
  if (position === 1) return ORIGIN
  const [link] = await db.select({ hash: links.hash }).from(links).where(lt(links.position, position)).orderBy(desc(links.position)).limit(1)
  return link?.hash ?? ORIGIN
}

type RawRow = { position: string; link_entry: string; hash: string; id: string | null; at: string; actor: string; action: string; object_type: string; object_id: string | null; perimeter_id: string | null; before: HashedEntry['before']; after: HashedEntry['after']; person_id: string | null; sealed: string | null; trace_id: string }
interface Row { position: number; entryId: string; hash: string; entry: HashedEntry | null }

/** Plain rows of the driver: the query builder's mapping would cost as much as all the rest. Asked at once, so that the database reads while the page before is hashed. */
async function readPage(db: Db, after: number, until: number): Promise<Row[]> {
  const { rows } = await db.execute<RawRow>(sql`select l.position, l.entry_id as link_entry, l.hash, e.* from ${links} l left join ${entries} e on e.id = l.entry_id where l.position > ${after} and l.position <= ${until} order by l.position limit ${PAGE}`)
  return rows.map((row) => ({ position: Number(row.position), entryId: row.link_entry, hash: row.hash, entry: entryOf(row) }))
}

const entryOf = (row: RawRow): HashedEntry | null =>
  row.id === null ? null : {
    id: row.id, at: new Date(row.at), actor: row.actor, action: row.action, objectType: row.object_type, objectId: row.object_id, perimeterId: row.perimeter_id,
    before: row.before, after: row.after, personId: row.person_id, sealed: row.sealed, traceId: row.trace_id,
  }

/** Goes along these links from the one before them; `link` is the last that holds. */
function walk(link: { position: number; hash: string }, rows: readonly Row[]): { link: { position: number; hash: string }; broken: Broken | null } {
  for (const { position, entryId, hash, entry } of rows) {
    if (position !== link.position + 1) return { link, broken: { position: link.position + 1, reason: 'link-missing', entryId: null } }
    if (!entry) return { link, broken: { position, reason: 'entry-missing', entryId } }
    if (linkHash(link.hash, entry) !== hash) return { link, broken: { position, reason: 'altered', entryId } }
    link = { position, hash }
  }
  return { link, broken: null }
}
