import { type SQL, sql } from 'drizzle-orm'

export const paces = ['to_come', 'on_time', 'behind', 'late', 'done', 'cancelled'] as const
export type Pace = (typeof paces)[number]

// The outer row is named by hand: in a one-table select drizzle leaves the table's name out, and `id` would be the inner row's.
const id = sql.raw('activities.id')
const [status, startsOn, endsOn, planned] = ['status', 'starts_on', 'ends_on', 'sessions_planned'].map((name) => sql.raw(`activities.${name}`)) as [SQL, SQL, SQL, SQL]

/** Today, in Paris. */
export const today = sql`(now() at time zone 'Europe/Paris')::date`

/** The condition that a session `s` was held: it is closed, or open since it began. */
export const wasHeld = sql`(s.deleted_at is null and s.status in ('open', 'closed') and s.starts_at <= now())`
/** The condition that a session `s` has a date to come. */
export const isAhead = sql`(s.deleted_at is null and s.status in ('planned', 'open') and s.starts_at > now())`

const countSessions = (condition: SQL): SQL<number> => sql<number>`(select count(*)::int from activity_sessions l join sessions s on s.id = l.session_id where l.activity_id = ${id} and ${condition})`

/** Sessions of a row of `activities` that were held, and that have a date to come. */
export const sessionsHeld = countSessions(wasHeld)
export const sessionsAhead = countSessions(isAhead)

/** How many of the planned sessions of a row of `activities` the time gone by wants: their share of its days, rounded down. */
export const sessionsDue = sql<number>`(case when ${status} = 'cancelled' or ${today} <= ${startsOn} then 0 when ${today} > ${endsOn} then ${planned} else floor(${planned}::numeric * (${today} - ${startsOn}) / greatest(${endsOn} - ${startsOn}, 1)) end)::int`

/**
 * Where a row of `activities` stands against its plan: `late` past its last day; `behind` when it was not begun on its first
 * day, or holds fewer sessions than the time gone by wants.
 */
export const pace = sql<Pace>`(case
  when ${status} in ('done', 'cancelled') then ${status}::text
  when ${endsOn} < ${today} then 'late'
  when ${startsOn} > ${today} then 'to_come'
  when ${status} = 'planned' and ${startsOn} < ${today} then 'behind'
  when ${sessionsDue} > ${sessionsHeld} then 'behind'
  else 'on_time' end)`
