import { schema } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import { endOf } from '../plugins/day-bounds.ts'
import type { CommitmentState } from './rules.ts'

// The outer row is named by hand: drizzle leaves the table's name out in the list of a one-table select, and `id` would be the inner row's.
const { commitments } = schema
const row = sql.raw('commitments.id')

/** What was said of a commitment before the end of a day and stands. */
const said = (asOf: string | undefined): SQL => sql`e.commitment_id = ${row} and e.withdrawn_at is null and e.at < ${endOf(asOf)}`
const latest = (what: SQL, asOf: string | undefined, kinds: SQL): SQL => sql`(select ${what} from commitment_events e where ${said(asOf)} and ${kinds} order by e.at desc, e.id desc limit 1)`
const moving = sql`e.kind <> 'progress'`

/** The state of a commitment at the end of a day, in SQL: the same rule as `stateAfter`. */
export const stateSql = (asOf?: string): SQL<CommitmentState> => sql<CommitmentState>`coalesce(${latest(sql`case when e.kind in ('resumed', 'reopened') then 'open' else e.kind::text end`, asOf, moving)}, 'open')`

/** What is still owed at the end of a day. */
export const owedSql = (asOf?: string): SQL => sql`${stateSql(asOf)} in ('open', 'blocked', 'contested')`

/** The day looked at, in Paris. */
export const dayOf = (asOf?: string): SQL => (asOf ? sql`${asOf}::date` : sql`(now() at time zone 'Europe/Paris')::date`)

export const overdueSql = (asOf?: string): SQL => sql`(${commitments.dueOn} < ${dayOf(asOf)} and ${owedSql(asOf)})`

/** The columns from which state and progress are told. */
export function standing(asOf?: string) {
  const steps = (what: string, done = false) => sql<number>`(select coalesce(${sql.raw(what)}, 0) from commitment_milestones m where m.commitment_id = ${row} ${done ? sql`and m.done_on <= ${dayOf(asOf)}` : sql``})`
  return {
    state: stateSql(asOf),
    stateAt: sql<Date | null>`${latest(sql`e.at`, asOf, moving)}`.mapWith((value: string | Date) => new Date(value)),
    stateReason: sql<string>`coalesce(${latest(sql`e.reason`, asOf, moving)}, '')`,
    declared: sql<number | null>`${latest(sql`e.progress`, asOf, sql`e.kind = 'progress'`)}`,
    weight: steps('sum(m.weight)').mapWith(Number),
    weightDone: steps('sum(m.weight)', true).mapWith(Number),
    milestones: steps('count(*)::int'),
    milestonesDone: steps('count(*)::int', true),
    nextMilestoneOn: sql<string | null>`(select min(m.due_on)::text from commitment_milestones m where m.commitment_id = ${row} and m.done_on is null)`,
  }
}
