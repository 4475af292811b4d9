import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import { contributionsOf, type StoredCells } from './rules.ts'
import type { RankingRowFilter } from './schemas.rows.ts'

const { rankingRows, stakeholders } = schema
const earlier = alias(rankingRows, 'earlier')

export const whoColumns = { id: stakeholders.id, name: stakeholders.name, reference: stakeholders.reference, categoryId: stakeholders.categoryId, side: stakeholders.side, fictional: stakeholders.fictional }
const { rankingId: _rankingId, stakeholderId: _stakeholderId, ...rowColumns } = getTableColumns(rankingRows)

const sorts = { rank: rankingRows.rank, uncertainty: sql`coalesce(${rankingRows.rankHigh} - ${rankingRows.rankLow}, 0)`, coverage: rankingRows.coverage, name: stakeholders.searchName }

interface Head { id: string; terms: schema.RankedTerm[] }

/** One page of a ranking's rows, each with what makes it, and its place in the ranking compared with. */
export async function listRows(db: Db, head: Head, page: PageRequest & RankingRowFilter, reach: Reach, secret: string) {
  const { compareWith, limit: _limit, sort: _sort, cursor: _cursor, ...filter } = page
  const k = keyset(page, sorts, rankingRows.stakeholderId, secret)
  const query = db.select({ ...whoColumns, ...rowColumns, key: k.key, ...(compareWith ? { beforeRank: earlier.rank, beforeTotal: earlier.total } : {}) }).from(rankingRows)
    .innerJoin(stakeholders, eq(stakeholders.id, rankingRows.stakeholderId)).where(and(eq(rankingRows.rankingId, head.id), stakeholderWhere(filter, reach), k.where)).orderBy(...k.orderBy).limit(k.limit).$dynamic()
  const rows = await (compareWith ? query.leftJoin(earlier, and(eq(earlier.rankingId, compareWith), eq(earlier.stakeholderId, rankingRows.stakeholderId))) : query)
  return rows.map((row) => wire(head, row))
}

type Stored = StoredCells & { beforeRank?: number | null; beforeTotal?: number | null }

function wire<T extends Stored>(head: Head, { termValues, termCounts, beforeRank = null, beforeTotal = null, ...row }: T) {
  return { ...row, contributions: contributionsOf(head.terms, { termValues, termCounts }), before: beforeRank === null || beforeTotal === null ? null : { rank: beforeRank, total: beforeTotal } }
}

/** One row of a ranking, of a stakeholder within reach that was not removed; or null. */
export async function findRow(db: Db, head: Head, stakeholderId: string, reach: Reach) {
  const [row] = await db.select({ ...whoColumns, ...rowColumns }).from(rankingRows).innerJoin(stakeholders, eq(stakeholders.id, rankingRows.stakeholderId))
    .where(and(eq(rankingRows.rankingId, head.id), eq(rankingRows.stakeholderId, stakeholderId), stakeholderWhere({}, reach)))
  return row ? wire(head, row) : null
}

const RANKS_MAX = 5000

/** Ranks alone, the first 5,000. */
export const listRanks = (db: Db, rankingId: string, reach: Reach) =>
  db.select({ id: rankingRows.stakeholderId, rank: rankingRows.rank, total: rankingRows.total }).from(rankingRows).innerJoin(stakeholders, eq(stakeholders.id, rankingRows.stakeholderId))
    .where(and(eq(rankingRows.rankingId, rankingId), stakeholderWhere({}, reach))).orderBy(asc(rankingRows.rank), asc(rankingRows.stakeholderId)).limit(RANKS_MAX)

export const FIRST_MAX = 2000

/** The first 2,000 rows with their values, for what is computed in memory. */
export const listFirst = (db: Db, rankingId: string, reach: Reach) =>
  db.select({ id: rankingRows.stakeholderId, name: stakeholders.name, rank: rankingRows.rank, termValues: rankingRows.termValues, termCounts: rankingRows.termCounts }).from(rankingRows).innerJoin(stakeholders, eq(stakeholders.id, rankingRows.stakeholderId))
    .where(and(eq(rankingRows.rankingId, rankingId), stakeholderWhere({}, reach))).orderBy(asc(rankingRows.rank), asc(rankingRows.stakeholderId)).limit(FIRST_MAX)
