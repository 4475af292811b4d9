import { type Db, schema } from '@convergence/db'
import { eq, and, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import { whoColumns } from './rows.ts'
import { contributionsOf } from './rules.ts'
import type { ComparisonQuery } from './schemas.rows.ts'

const { stakeholders } = schema

interface Head { id: string; terms: schema.RankedTerm[]; stakeholderCount: number }

// Ranks are taken anew among those present in both, so that an arrival moves nobody (methods/ranking, compareRankings).
const both = (before: string, after: string): SQL => sql`(select a.stakeholder_id as id, rank() over (order by b.total desc)::int as rank_before, rank() over (order by a.total desc)::int as rank_after,
    b.total as total_before, a.total as total_after, round((a.total - b.total) * 1e12) / 1e12 as gap,
    b.term_values as values_before, a.term_values as values_after
  from ranking_rows a join ranking_rows b on b.stakeholder_id = a.stakeholder_id and b.ranking_id = ${before} where a.ranking_id = ${after})`

const sorts = { gap: sql`abs(c.gap)`, rise: sql`(c.rank_before - c.rank_after)`, fall: sql`(c.rank_after - c.rank_before)`, rank: sql`c.rank_after`, name: stakeholders.searchName }
const compared = {
  rankBefore: sql<number>`c.rank_before`, rankAfter: sql<number>`c.rank_after`, rankChange: sql<number>`c.rank_before - c.rank_after`, totalBefore: sql<number>`c.total_before`, totalAfter: sql<number>`c.total_after`, gap: sql<number>`c.gap`,
  valuesBefore: sql<(number | null)[]>`c.values_before`, valuesAfter: sql<(number | null)[]>`c.values_after`,
}

/** One page of two rankings side by side, the widest gap first by default. */
export async function listCompared(db: Db, heads: { before: Head; after: Head }, page: z.output<typeof ComparisonQuery>, reach: Reach, secret: string) {
  const k = keyset(page, sorts, sql`c.id`, secret)
  const rows = await db.select({ ...whoColumns, ...compared, key: k.key }).from(sql`${both(heads.before.id, heads.after.id)} c`).innerJoin(stakeholders, eq(stakeholders.id, sql`c.id`))
    .where(and(stakeholderWhere({ q: page.q, categoryId: page.categoryId }, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
  return rows.map((row) => ({ ...row, contributionsBefore: contributionsOf(heads.before.terms, row.valuesBefore), contributionsAfter: contributionsOf(heads.after.terms, row.valuesAfter) }))
}

/** How many stand in both rankings and in one only, and how far their totals lie apart on average. */
export async function summariseComparison(db: Db, { before, after }: { before: Head; after: Head }) {
  const { rows } = await db.execute<{ n: number; mean: number | null }>(sql`select count(*)::int as n, round(avg(abs(a.total - b.total)) * 1e12) / 1e12 as mean from ranking_rows a join ranking_rows b on b.stakeholder_id = a.stakeholder_id and b.ranking_id = ${before.id} where a.ranking_id = ${after.id}`)
  const { n = 0, mean = null } = rows[0] ?? {}
  return { method: 'ranking-comparison@1', n, meanGap: mean, onlyBefore: before.stakeholderCount - n, onlyAfter: after.stakeholderCount - n }
}
