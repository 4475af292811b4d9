import { type Db, schema } from '@convergence/db'
import { and, type AnyColumn, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Standing } from '../classes/of-stakeholders.ts'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import type { StakeholderFilter } from '../stakeholders/schemas.ts'
import { contributionsOf } from './rules.ts'
import type { RankingRowFilter } from './schemas.rows.ts'

const { rankingRows, rankings, stakeholders } = schema
const earlier = alias(rankingRows, 'earlier')

export const whoColumns = { id: stakeholders.id, name: stakeholders.name, reference: stakeholders.reference, categoryId: stakeholders.categoryId, side: stakeholders.side, fictional: stakeholders.fictional }
const { rankingId: _rankingId, stakeholderId: _stakeholderId, ...rowColumns } = getTableColumns(rankingRows)

const sorts = { rank: rankingRows.rank, uncertainty: sql`coalesce(${rankingRows.rankHigh} - ${rankingRows.rankLow}, 0)`, coverage: rankingRows.coverage, name: stakeholders.searchName }

interface Head { id: string; terms: readonly schema.RankedTerm[] }
type RowQuery = PageRequest & RankingRowFilter

/**
 * Reads pages of a ranking's rows, each with what makes it and its place in the ranking compared with; none where the
 * ranking is not done or out of reach. The server keeps the plan of first pages, which costs more than their answer.
 */
export function rowReader(db: Db, secret: string) {
  const prepared = new Map<string, ReturnType<typeof prepareFirst>>()
  const firstOf = (rankingId: string, limit: number, all: boolean) => {
    const name = `ranking_${rankingId}_${limit}${all ? '' : '_within'}`
    const kept = prepared.get(name) ?? (prepared.size < PLANS_KEPT && UUID.test(rankingId) ? prepareFirst(db, secret, { name, rankingId, limit, all }) : undefined)
    if (kept) prepared.set(name, kept)
    return kept
  }
  return async (rankingId: string, page: RowQuery, reach: Reach) => {
    const first = isFirst(page) ? firstOf(rankingId, page.limit, reach === 'all') : undefined
    const rows = first ? await first.execute(reach === 'all' ? {} : { reach: `{${reach.join(',')}}` }) : await selectPage(db, rankingId, page, reach, secret)
    if (rows.length === 0) return []
    const terms = await termsOf(db, rankingId)
    return rows.map((row) => wire(terms, row))
  }
}

const isFirst = ({ limit: _limit, sort, ...rest }: RowQuery): boolean => sort === 'rank' && Object.values(rest).every((value) => value === undefined)

/** Plans kept on each connection: of the rankings that are read first after a start. */
const PLANS_KEPT = 40
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The first page by rank, unfiltered. The ranking and the limit stand in the text: where a parameter may change how many rows are
 * read, PostgreSQL plans anew at each execution, which costs more than reading fifty of them.
 */
function prepareFirst(db: Db, secret: string, { name, rankingId, limit, all }: { name: string; rankingId: string; limit: number; all: boolean }) {
  const k = keyset({ limit, sort: 'rank' }, sorts, rankingRows.stakeholderId, secret)
  const reached = (column: AnyColumn) => (all ? undefined : sql`${column} = any(${sql.placeholder('reach')}::uuid[])`)
  return db.select({ ...whoColumns, ...rowColumns, key: k.key, beforeRank: sql<number | null>`null`, beforeTotal: sql<number | null>`null` }).from(rankingRows)
    .innerJoin(rankings, and(eq(rankings.id, rankingRows.rankingId), eq(rankings.status, 'done'), isNull(rankings.deletedAt), reached(rankings.perimeterId)))
    .innerJoin(stakeholders, and(eq(stakeholders.id, rankingRows.stakeholderId), isNull(stakeholders.deletedAt), reached(stakeholders.perimeterId)))
    .where(sql`${rankingRows.rankingId} = ${sql.raw(`'${rankingId}'::uuid`)}`).orderBy(sql`${sql.join(k.orderBy, sql`, `)} limit ${sql.raw(String(k.limit))}`).prepare(name)
}

function selectPage(db: Db, rankingId: string, page: RowQuery, reach: Reach, secret: string) {
  const { compareWith, limit: _limit, sort: _sort, cursor: _cursor, ...filter } = page
  const k = keyset(page, sorts, rankingRows.stakeholderId, secret)
  return db.select({ ...whoColumns, ...rowColumns, key: k.key, beforeRank: earlier.rank, beforeTotal: earlier.total }).from(rankingRows)
    .innerJoin(rankings, and(eq(rankings.id, rankingRows.rankingId), eq(rankings.status, 'done'), isNull(rankings.deletedAt), within(rankings.perimeterId, reach)))
    .innerJoin(stakeholders, eq(stakeholders.id, rankingRows.stakeholderId))
    .leftJoin(earlier, and(compareWith ? eq(earlier.rankingId, compareWith) : sql`false`, eq(earlier.stakeholderId, rankingRows.stakeholderId)))
    .where(and(eq(rankingRows.rankingId, rankingId), stakeholderWhere(filter, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
}

const TERMS_KEPT = 200
const termsKept = new Map<string, readonly schema.RankedTerm[]>()

/** The terms of a computed ranking, kept in memory: they never change any more, so every server may. */
async function termsOf(db: Db, rankingId: string): Promise<readonly schema.RankedTerm[]> {
  const kept = termsKept.get(rankingId)
  if (kept) return kept
  const [row] = await db.select({ terms: rankings.terms }).from(rankings).where(and(eq(rankings.id, rankingId), eq(rankings.status, 'done')))
  const oldest = termsKept.keys().next()
  if (termsKept.size >= TERMS_KEPT && !oldest.done) termsKept.delete(oldest.value)
  if (row) termsKept.set(rankingId, row.terms)
  return row?.terms ?? []
}

type Stored = Awaited<ReturnType<typeof selectPage>>[number]

// Member by member: copying the rest of each of fifty rows took a third of the answer.
const wire = (terms: readonly schema.RankedTerm[], row: Omit<Stored, 'key'> & { key?: string }) => ({
  id: row.id, name: row.name, reference: row.reference, categoryId: row.categoryId, side: row.side, fictional: row.fictional, rank: row.rank, total: row.total, coverage: row.coverage, raterCount: row.raterCount,
  rankLow: row.rankLow, rankHigh: row.rankHigh, values: row.termValues, contributions: contributionsOf(terms, row.termValues), counts: row.termCounts, classes: null as Standing[] | null, key: row.key ?? '',
  before: row.beforeRank === null || row.beforeTotal === null ? null : { rank: row.beforeRank, total: row.beforeTotal },
})

/** One row of a ranking, of a stakeholder within reach that was not removed; or null. */
export async function findRow(db: Db, head: Head, stakeholderId: string, reach: Reach) {
  const [row] = await db.select({ ...whoColumns, ...rowColumns }).from(rankingRows).innerJoin(stakeholders, eq(stakeholders.id, rankingRows.stakeholderId))
    .where(and(eq(rankingRows.rankingId, head.id), eq(rankingRows.stakeholderId, stakeholderId), stakeholderWhere({}, reach)))
  return row ? wire(head.terms, { ...row, beforeRank: null, beforeTotal: null }) : null
}

export const RANKS_MAX = 20_000

/** Ranks alone of the stakeholders that a filter of the register keeps, the first 20,000. */
export const listRanks = (db: Db, rankingId: string, filter: StakeholderFilter, reach: Reach) =>
  db.select({ id: rankingRows.stakeholderId, rank: rankingRows.rank, total: rankingRows.total }).from(rankingRows).innerJoin(stakeholders, eq(stakeholders.id, rankingRows.stakeholderId))
    .where(and(eq(rankingRows.rankingId, rankingId), stakeholderWhere(filter, reach))).orderBy(asc(rankingRows.rank), asc(rankingRows.stakeholderId)).limit(RANKS_MAX)

export const FIRST_MAX = 2000

/** The first 2,000 rows with their values, for what is computed in memory. */
export const listFirst = (db: Db, rankingId: string, reach: Reach) =>
  db.select({ id: rankingRows.stakeholderId, name: stakeholders.name, rank: rankingRows.rank, termValues: rankingRows.termValues, termCounts: rankingRows.termCounts }).from(rankingRows).innerJoin(stakeholders, eq(stakeholders.id, rankingRows.stakeholderId))
    .where(and(eq(rankingRows.rankingId, rankingId), stakeholderWhere({}, reach))).orderBy(asc(rankingRows.rank), asc(rankingRows.stakeholderId)).limit(FIRST_MAX)
