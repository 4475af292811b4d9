import { type Db, schema } from '@convergence/db'
import { and, arrayOverlaps, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { RelayFilter } from './schemas.ts'

const { perimeters, relays, stakeholders, users } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(relays)
// The latest report that was handed in, and the mean of its practices.
const latest = (what: string): SQL => sql`(select ${sql.raw(what)} from relay_reports r where r.relay_id = relays.id and r.deleted_at is null and r.status <> 'draft' order by r.period_end desc, r.id desc limit 1)`
const columns = {
  ...own, perimeterName: perimeters.name, perimeterKind: perimeters.kind, userName: users.name, stakeholderName: stakeholders.name,
  reports: sql<number>`(select count(*)::int from relay_reports r where r.relay_id = relays.id and r.deleted_at is null)`,
  lastReportEnd: sql<string | null>`${latest('r.period_end::text')}`,
  meanMaturity: sql<number | null>`${latest('(select avg(x.maturity)::float8 from relay_report_practices x where x.report_id = r.id)')}`,
  collections: sql<number>`(select count(*)::int from indicator_collectors c join indicators i on i.id = c.indicator_id and i.deleted_at is null where c.relay_id = relays.id)`,
}
const sorts = { name: sql`${plainText(relays.name)} collate "C"`, since: relays.since }

const select = <T extends object>(db: Db, more: T) =>
  db.select({ ...columns, ...more } as typeof columns & T).from(relays).innerJoin(perimeters, eq(perimeters.id, relays.perimeterId)).leftJoin(users, eq(users.id, relays.userId)).leftJoin(stakeholders, eq(stakeholders.id, relays.stakeholderId)).$dynamic()
export type RelayRow = Awaited<ReturnType<typeof findRelay>> & object

/** One page of relays, each with the `key` that the next cursor needs. */
export function listRelays(db: Db, page: PageRequest & RelayFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, relays.id, secret)
  return select(db, { key: k.key }).where(and(
    isNull(relays.deletedAt), within(relays.perimeterId, reach), k.where,
    page.q ? matchesWords(page.q, [relays.name, relays.reference, perimeters.name]) : undefined,
    page.perimeterId ? inPerimeter(relays.perimeterId, page.perimeterId) : undefined,
    page.duty ? arrayOverlaps(relays.duties, page.duty) : undefined,
    page.on ? sql`${relays.since} <= ${page.on} and (${relays.endedOn} is null or ${relays.endedOn} >= ${page.on})` : undefined,
  )).orderBy(...k.orderBy).limit(k.limit)
}

const found = async (db: Db, id: string, reach: Reach, state: SQL) => {
  const [row] = await select(db, {}).where(and(eq(relays.id, id), state, within(relays.perimeterId, reach)))
  return row ?? null
}
/** A relay within reach that was not removed, or null. */
export const findRelay = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(relays.deletedAt))
export const findRemovedRelay = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(relays.deletedAt))

export async function insertRelay(db: Db, row: typeof relays.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(relays).values(row).returning({ id: relays.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateRelay(db: Db, before: { id: string; version: number }, change: Partial<typeof relays.$inferInsert>): Promise<boolean> {
  const rows = await db.update(relays).set({ ...change, version: sql`${relays.version} + 1`, updatedAt: new Date() }).where(and(eq(relays.id, before.id), eq(relays.version, before.version))).returning({ id: relays.id })
  return rows.length > 0
}
