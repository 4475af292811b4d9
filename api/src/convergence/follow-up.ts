import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { CommitmentState } from '../commitments/rules.ts'
import { dayOf, overdueSql, stateSql } from '../commitments/standing.ts'
import { currentOutcomes } from '../outcomes/current.ts'
import type { BoardItem } from './schemas.ts'

const many = (ids: readonly string[]): SQL => sql`any(${`{${ids.join(',')}}`}::uuid[])`

export type OutcomeOfPoint = { pointId: string } & NonNullable<BoardItem['outcome']>

/** What became of points, at the end of a day. */
export async function listPointOutcomes(db: Db, ids: readonly string[], asOf: string | undefined): Promise<OutcomeOfPoint[]> {
  const { rows } = await db.execute<OutcomeOfPoint>(sql`
    select o.point_id as "pointId", o.id, o.kind, o.statement, o.decided_on::text as "decidedOn", o.review_on::text as "reviewOn",
      coalesce(o.review_on <= ${dayOf(asOf)} and (o.reviewed_at is null or (o.reviewed_at at time zone 'Europe/Paris')::date < o.review_on), false) as "toReview"
    from ${currentOutcomes(asOf)} o where o.point_id = ${many(ids)}`)
  return rows
}

export type CommitmentsOfPoint = { pointId: string; state: CommitmentState; n: number; overdue: number }

/** How many commitments on points stand in which state, at the end of a day. */
export async function listPointCommitments(db: Db, ids: readonly string[], asOf: string | undefined): Promise<CommitmentsOfPoint[]> {
  const { rows } = await db.execute<CommitmentsOfPoint>(sql`
    select commitments.point_id as "pointId", ${stateSql(asOf)} as state, count(*)::int as n, count(*) filter (where ${overdueSql(asOf)})::int as overdue
    from commitments where commitments.deleted_at is null and commitments.point_id = ${many(ids)} ${asOf ? sql`and commitments.made_on <= ${asOf}::date` : sql``} group by 1, 2`)
  return rows
}

/** Counts per state, from the rows of one point. Pure. */
export function tallyOf(rows: readonly CommitmentsOfPoint[]): BoardItem['commitments'] {
  const of = (state: CommitmentState): number => rows.find((row) => row.state === state)?.n ?? 0
  const sum = (key: 'n' | 'overdue'): number => rows.reduce((total, row) => total + row[key], 0)
  return { total: sum('n'), open: of('open'), blocked: of('blocked'), contested: of('contested'), done: of('done'), verified: of('verified'), dropped: of('dropped'), overdue: sum('overdue') }
}

export type BodyOfPoint = { pointId: string; id: string }

/** The bodies at whose sessions points were discussed. */
export async function listPointBodies(db: Db, ids: readonly string[]): Promise<BodyOfPoint[]> {
  const { rows } = await db.execute<BodyOfPoint>(sql`
    select distinct x.point_id as "pointId", s.body_id as id from (
      select point_id, session_id from agenda_items where point_id = ${many(ids)} union select point_id, session_id from positions where point_id = ${many(ids)} and session_id is not null and withdrawn_at is null
    ) x join sessions s on s.id = x.session_id and s.deleted_at is null where s.body_id is not null`)
  return rows
}
