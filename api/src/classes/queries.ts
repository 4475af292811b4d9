import { type Db, schema } from '@convergence/db'
import { and, type SQL, sql } from 'drizzle-orm'
import { endOfDay } from '../positions/current.ts'
import type { Reach } from '../plugins/access.ts'
import { currentScores, type ScoreScope } from '../scores/current.ts'
import { stakeholderWhere } from '../stakeholders/filter.ts'
import type { Cutoffs } from './cutoffs.ts'
import type { ClassHistoryQuery } from './schemas.ts'

/** A stakeholder with its centre, voices and "don't know" on each axis of the rule, in their order. */
export interface CentreRow { id: string; name: string; reference: string; categoryId: string | null; fictional: boolean; centres: (number | null)[]; counts: number[]; unknowns: number[] }

/** The instant of a day asked for, or undefined for now. */
export const instantOf = (day: string | undefined): Date | undefined => (day ? endOfDay(day) : undefined)

/** The scores that speak for a query on the axes of a rule. */
export const scopeOf = (query: ClassHistoryQuery, rule: Cutoffs, reach: Reach): ScoreScope => ({
  reach, horizon: query.horizon, scenario: query.scenario, capacity: query.capacity, asOf: instantOf(query.asOf),
  criterionIds: rule.axes.map((axis) => axis.criterionId), stakeholderIds: query.stakeholderId, stakeholders: stakeholderWhere(query, reach),
})

const list = (parts: SQL[]): SQL => sql`array[${sql.join(parts, sql`, `)}]`

/**
 * Mean or median of the voices of each stakeholder on each axis, for those with a score on one of them, in order of name.
 * Cost: one pass over the scores that speak; some 0.4 s for 100,000 of them.
 */
export async function listCentres(db: Db, scope: ScoreScope, rule: Cutoffs): Promise<CentreRow[]> {
  const { axes } = rule
  const centre = rule.centre === 'mean' ? sql`avg(s.value)::float8` : sql`percentile_cont(0.5) within group (order by s.value)`
  const per = (figure: (criterionId: string) => SQL): SQL => list(axes.map((axis) => figure(axis.criterionId)))
  const { rows } = await db.execute<CentreRow & Record<string, unknown>>(sql`
    with held as (
      select s.stakeholder_id, s.criterion_id, ${centre} as centre, count(s.value)::int as n, (count(*) - count(s.value))::int as unknown
      from ${currentScores(scope)} s group by s.stakeholder_id, s.criterion_id
    ), wide as (
      select stakeholder_id,
        ${per((id) => sql`max(centre) filter (where criterion_id = ${id})`)} as centres,
        ${per((id) => sql`coalesce(max(n) filter (where criterion_id = ${id}), 0)`)} as counts,
        ${per((id) => sql`coalesce(max(unknown) filter (where criterion_id = ${id}), 0)`)} as unknowns
      from held group by stakeholder_id
    )
    select t.id, t.name, t.reference, t.category_id as "categoryId", t.fictional, w.centres, w.counts, w.unknowns
    from wide w join stakeholders t on t.id = w.stakeholder_id
    order by t.search_name, t.id`)
  return rows
}

/** How many stakeholders match the filters, scored or not. */
export async function countMatching(db: Db, query: ClassHistoryQuery, reach: Reach): Promise<number> {
  const { stakeholders } = schema
  const among = query.stakeholderId ? sql`${stakeholders.id} = any(${sql.param(`{${query.stakeholderId.join(',')}}`)}::uuid[])` : undefined
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(stakeholders).where(and(stakeholderWhere(query, reach), among))
  return row?.count ?? 0
}
