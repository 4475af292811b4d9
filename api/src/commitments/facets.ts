import { type Db, schema } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { commitmentWhere, ownerKey } from './filter.ts'
import type { CommitmentState } from './rules.ts'
import type { CommitmentFacets, CommitmentFilter } from './schemas.ts'
import { dayOf, overdueSql, owedSql, stateSql } from './standing.ts'

const { commitments } = schema
const MOST = 100
const DAYS_SOON = 30

type Facets = z.output<typeof CommitmentFacets>
interface Counted extends Record<string, unknown> { id: string; label: string; n: number }

/** How many commitments each value of each facet would leave; a facet leaves its own filter out, so that others can be chosen beside it. */
export async function countFacets(db: Db, f: CommitmentFilter, reach: Reach): Promise<Facets> {
  const without = (...names: (keyof CommitmentFilter)[]): SQL => commitmentWhere({ ...f, ...Object.fromEntries(names.map((name) => [name, undefined])) }, reach) ?? sql`true`
  const rows = async (query: SQL): Promise<Counted[]> => (await db.execute<Counted>(query)).rows
  const joined = (join: SQL, where: SQL, id: SQL, label: SQL) => rows(sql`select ${id} as id, ${label} as label, count(distinct commitments.id)::int as n from commitments ${join} where ${where} group by 1, 2 order by n desc, label limit ${MOST}`)
  // One after the other: the embedded engine has a single connection.
  const totals = await countTotals(db, without(), f.asOf)
  const states = (await rows(sql`select ${stateSql(f.asOf)} as id, '' as label, count(*)::int as n from commitments where ${without('state')} group by 1`)).map((row) => ({ id: row.id as CommitmentState, n: row.n }))
  const owners = await rows(sql`select ${ownerKey} as id, min(${commitments.owner}) as label, count(*)::int as n from commitments where ${without('owner')} group by 1 order by n desc, label limit ${MOST}`)
  const stakeholders = await joined(sql`join stakeholders s on s.id in (commitments.counterpart_id, commitments.owner_stakeholder_id)`, without('stakeholderId'), sql`s.id`, sql`s.name`)
  const points = await joined(sql`join points p on p.id = commitments.point_id`, without('pointId'), sql`p.id`, sql`p.title`)
  const sessions = await joined(sql`join sessions s on s.id = commitments.session_id`, without('sessionId'), sql`s.id`, sql`s.title`)
  const areas = await joined(sql`join iso_ties t on t.commitment_id = commitments.id`, without('areaId'), sql`t.area_id`, sql`''`)
  const pillars = await joined(sql`join iso_ties t on t.commitment_id = commitments.id join pillar_areas pa on pa.area_id = t.area_id`, without('pillarId'), sql`pa.pillar_id`, sql`''`)
  const bare = ({ id, n }: Counted) => ({ id, n })
  return { ...totals, states, owners, stakeholders, points, sessions, areas: areas.map(bare), pillars: pillars.map(bare) }
}

async function countTotals(db: Db, where: SQL, asOf: string | undefined): Promise<Pick<Facets, 'total' | 'overdue' | 'dueSoon' | 'toVerify'>> {
  const { rows } = await db.execute<{ total: number; overdue: number; dueSoon: number; toVerify: number }>(sql`
    select count(*)::int as total, count(*) filter (where ${overdueSql(asOf)})::int as overdue, count(*) filter (where ${stateSql(asOf)} = 'done')::int as "toVerify",
      count(*) filter (where ${commitments.dueOn} between ${dayOf(asOf)} and ${dayOf(asOf)} + ${DAYS_SOON}::int and ${owedSql(asOf)})::int as "dueSoon" from commitments where ${where}`)
  return rows[0] ?? { total: 0, overdue: 0, dueSoon: 0, toVerify: 0 }
}
