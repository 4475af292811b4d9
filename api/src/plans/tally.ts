import { type Db, schema } from '@convergence/db'
import { and, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { pace, sessionsAhead, sessionsDue, sessionsHeld, today } from '../activities/pace.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import type { PlanTally } from './schemas.ts'

const { activities } = schema
export type Tally = z.output<typeof PlanTally>

const none: Tally = { activities: 0, planned: 0, underWay: 0, done: 0, cancelled: 0, late: 0, behind: 0, sessionsPlanned: 0, sessionsDue: 0, sessionsHeld: 0, sessionsAhead: 0, budgetPlanned: 0, budgetSpent: 0, budgetMissing: 0, overspent: 0, stakeholders: 0, tasks: 0, tasksDone: 0, tasksLate: 0 }

const counted = (condition: SQL): SQL => sql`count(*) filter (where ${condition})::int`
const total = (what: SQL, condition: SQL = sql`true`): SQL => sql`coalesce(sum(${what}) filter (where ${condition}), 0)::int`
const kept = sql`a.status <> 'cancelled'`

/** Planned against done of these plans, over their activities within reach. */
export async function talliesOf(db: Db, planIds: readonly string[], reach: Reach): Promise<Map<string, Tally>> {
  if (planIds.length === 0) return new Map()
  const { rows } = await db.execute<Tally & { planId: string }>(sql`
    with a as materialized (
      select activities.*, ${pace} as pace, ${sessionsHeld} as held, ${sessionsAhead} as ahead, ${sessionsDue} as due from activities
      where ${and(inArray(activities.planId, [...planIds]), isNull(activities.deletedAt), within(activities.perimeterId, reach))}
    ), t as (
      select a.plan_id, count(*)::int as tasks, ${counted(sql`t.done_at is not null`)} as done, ${counted(sql`t.done_at is null and t.due_on < ${today}`)} as late
      from tasks t join a on a.id = t.activity_id where t.deleted_at is null group by a.plan_id
    ), p as (
      select a.plan_id, count(distinct k.stakeholder_id)::int as n from activity_stakeholders k join a on a.id = k.activity_id join stakeholders h on h.id = k.stakeholder_id and h.deleted_at is null where ${kept} group by a.plan_id
    )
    select a.plan_id as "planId", count(*)::int as activities, ${counted(sql`a.status = 'planned'`)} as planned, ${counted(sql`a.status = 'under_way'`)} as "underWay", ${counted(sql`a.status = 'done'`)} as done, ${counted(sql`a.status = 'cancelled'`)} as cancelled,
      ${counted(sql`a.pace = 'late'`)} as late, ${counted(sql`a.pace = 'behind'`)} as behind,
      ${total(sql`a.sessions_planned`, kept)} as "sessionsPlanned", ${total(sql`a.due`)} as "sessionsDue", ${total(sql`a.held`)} as "sessionsHeld", ${total(sql`a.ahead`)} as "sessionsAhead",
      ${total(sql`a.budget_planned`, kept)} as "budgetPlanned", ${total(sql`a.budget_spent`)} as "budgetSpent", ${counted(sql`${kept} and a.budget_planned is null`)} as "budgetMissing", ${counted(sql`a.budget_spent > a.budget_planned`)} as overspent,
      coalesce(max(p.n), 0) as stakeholders, coalesce(max(t.tasks), 0) as tasks, coalesce(max(t.done), 0) as "tasksDone", coalesce(max(t.late), 0) as "tasksLate"
    from a left join t on t.plan_id = a.plan_id left join p on p.plan_id = a.plan_id group by a.plan_id`)
  const found = new Map(rows.map(({ planId, ...tally }) => [planId, tally]))
  return new Map(planIds.map((id) => [id, found.get(id) ?? none]))
}
