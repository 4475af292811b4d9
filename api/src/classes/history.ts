import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { hasClosed } from '../rounds/phase.ts'
import { currentScores, type ScoreScope } from '../scores/current.ts'
import type { Cutoffs } from './cutoffs.ts'
import { classErrors } from './errors.ts'
import { type CentreRow, listCentres } from './queries.ts'
import { classOf } from './rules.ts'

const INSTANTS_SHOWN = 12
export const HISTORY_STAKEHOLDERS = 2000

export interface Instant { at: Date; title: string | null }

const ids = (values: readonly string[]): SQL => sql`${sql.param(`{${values.join(',')}}`)}::uuid[]`
const reached = (column: SQL, reach: Reach): SQL => (reach === 'all' ? sql`true` : sql`${column} = any(${ids(reach)})`)
const until = (column: SQL, asOf: Date | undefined): SQL => (asOf ? sql`${column} <= ${asOf.toISOString()}::timestamptz` : sql`true`)

/** When what is known changed: a round closed, or somebody scored outside a round on that day. The last 12, the oldest first. */
export async function listInstants(db: Db, scope: ScoreScope): Promise<Instant[]> {
  const { rows } = await db.execute<{ at: string; title: string | null }>(sql`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, title from (
      select r.closes_at as at, r.title from rounds r
      where ${hasClosed(sql`r`)} and r.deleted_at is null and r.horizon = ${scope.horizon} and r.scenario = ${scope.scenario ?? ''} and ${until(sql`r.closes_at`, scope.asOf)} and ${reached(sql`r.perimeter_id`, scope.reach)}
        and exists (select 1 from round_criteria k where k.round_id = r.id and k.criterion_id = any(${ids(scope.criterionIds ?? [])}))
      union all
      select max(c.stated_at), null from scores c
      where c.round_id is null and c.withdrawn_at is null and c.horizon = ${scope.horizon} and c.scenario = ${scope.scenario ?? ''} and c.criterion_id = any(${ids(scope.criterionIds ?? [])}) and ${until(sql`c.stated_at`, scope.asOf)} and ${reached(sql`c.perimeter_id`, scope.reach)}
      group by (c.stated_at at time zone 'Europe/Paris')::date
    ) change where at is not null order by at desc limit ${INSTANTS_SHOWN}`)
  return rows.map(({ at, title }) => ({ at: new Date(at), title })).reverse()
}

/** Throws `history-too-wide` when more stakeholders are scored than a history can show. */
export async function requireNarrow(db: Db, scope: ScoreScope): Promise<void> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from (select distinct s.stakeholder_id from ${currentScores(scope)} s limit ${HISTORY_STAKEHOLDERS + 1}) few`)
  if ((rows[0]?.n ?? 0) > HISTORY_STAKEHOLDERS) throw classErrors['history-too-wide']({ params: { limit: HISTORY_STAKEHOLDERS } })
}

/** Where each stakeholder stood at each instant, one step where a value changed. */
export async function listSteps(db: Db, scope: ScoreScope, rule: Cutoffs, instants: readonly Instant[]) {
  const steps = new Map<string, { at: Date; row: CentreRow }[]>()
  for (const { at } of instants) {
    for (const row of await listCentres(db, { ...scope, asOf: at }, rule)) {
      const known = steps.get(row.id) ?? []
      if (!sameValues(known.at(-1)?.row, row)) steps.set(row.id, [...known, { at, row }])
    }
  }
  return [...steps].map(([id, list]) => ({ id, steps: list.map(({ at, row }) => stepOf(rule, at, row)) }))
}

const sameValues = (before: CentreRow | undefined, row: CentreRow): boolean => before !== undefined && row.centres.every((value, i) => value === before.centres[i])

function stepOf(rule: Cutoffs, at: Date, row: CentreRow) {
  const found = classOf(rule, row.centres).class
  const values = rule.axes.map(({ axis }, i) => {
    const value = row.centres[i]
    return { axis, ...(value === null || value === undefined ? {} : { value }), n: row.counts[i] ?? 0 }
  })
  return { at, ...(found === undefined ? {} : { class: found }), values }
}
