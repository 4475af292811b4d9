import { type SQL, sql } from 'drizzle-orm'
import { isAhead, today } from '../activities/pace.ts'
import { willAsk } from './conditions.ts'
import { WINDOW_DAYS } from './rules.ts'

export const askKinds = ['invitation', 'planned', 'round', 'evaluation', 'confirmation'] as const
export type AskKind = (typeof askKinds)[number]

/** Days, both included; SQL where the database knows the day. */
export interface Window { from: string | SQL; to: string | SQL }
/** The twelve months around today. */
export const yearAround: Window = { from: sql`(${today} - ${(WINDOW_DAYS - 1) / 2}::int)`, to: sql`(${today} + ${(WINDOW_DAYS - 1) / 2}::int)` }
export interface AskScope extends Window { /** Only of these. */ stakeholderIds?: readonly string[] | undefined }

const among = (column: SQL, ids: readonly string[] | undefined): SQL => (ids ? sql`${column} = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])` : sql`true`)
const inWindow = (day: SQL, { from, to }: Window): SQL => sql`${day} between ${from}::date and ${to}::date`
/** The day of a session, where it is held. */
const sessionDay = sql`(s.starts_at at time zone s.time_zone)::date`
const parisDay = (instant: SQL): SQL => sql`(${instant} at time zone 'Europe/Paris')::date`

/**
 * Meetings that activities still owe their plan, one row each: those without a session yet, spread evenly over the days that
 * remain to the activity (from today on, the last one on its last day; a late activity owes them today).
 */
const slots = (window: Window): SQL => sql`(
  select a.id as activity_id, a.perimeter_id, a.title, d.day from activities a join plans p on p.id = a.plan_id
    cross join lateral (select greatest(a.starts_on, ${today}) as first, greatest(a.ends_on, ${today}) as last, greatest(0, a.sessions_planned - (select count(*) from activity_sessions l join sessions s on s.id = l.session_id where l.activity_id = a.id and s.deleted_at is null and s.status <> 'cancelled'))::int as owed) r
    cross join lateral (select r.first + ((r.last - r.first) * n / r.owed)::int as day from generate_series(1, r.owed) n) d
  where ${willAsk} and ${inWindow(sql`d.day`, window)})`

/** Sessions of an activity that have a date, to which a member of its audience was not invited yet. */
const scheduled = (scope: AskScope): SQL => sql`
  select k.stakeholder_id, 'planned' as kind, 'session' as object_type, s.id as object_id, s.title, ${sessionDay} as day, a.id as activity_id, s.perimeter_id
  from activities a join plans p on p.id = a.plan_id join activity_sessions l on l.activity_id = a.id join sessions s on s.id = l.session_id join activity_stakeholders k on k.activity_id = a.id
  where ${willAsk} and ${isAhead} and ${inWindow(sessionDay, scope)} and ${among(sql`k.stakeholder_id`, scope.stakeholderIds)}
    and not exists (select 1 from invitations i where i.session_id = s.id and i.stakeholder_id = k.stakeholder_id)`

const invited = (scope: AskScope): SQL => sql`
  select i.stakeholder_id, 'invitation' as kind, 'session' as object_type, s.id as object_id, s.title, ${sessionDay} as day, l.activity_id, s.perimeter_id
  from sessions s join invitations i on i.session_id = s.id left join activity_sessions l on l.session_id = s.id
  where s.deleted_at is null and s.status <> 'cancelled' and ${inWindow(sessionDay, scope)} and ${among(sql`i.stakeholder_id`, scope.stakeholderIds)}`

/** One ask per round, however many people were asked to score for the same stakeholder. */
const scoring = (scope: AskScope): SQL => sql`
  select r.stakeholder_id, 'round' as kind, 'round' as object_type, o.id as object_id, o.title, min(${parisDay(sql`coalesce(o.opens_at, r.created_at)`)}) as day, null::uuid as activity_id, o.perimeter_id
  from round_raters r join rounds o on o.id = r.round_id
  where r.stakeholder_id is not null and o.deleted_at is null and o.status <> 'draft' and ${inWindow(parisDay(sql`coalesce(o.opens_at, r.created_at)`), scope)} and ${among(sql`r.stakeholder_id`, scope.stakeholderIds)}
  group by r.stakeholder_id, o.id`

const evaluated = (scope: AskScope): SQL => sql`
  select e.stakeholder_id, 'evaluation' as kind, 'evaluation' as object_type, v.id as object_id, coalesce(s.title, a.title, '') as title, ${parisDay(sql`coalesce(e.sent_at, v.opens_at, e.created_at)`)} as day, coalesce(v.activity_id, l.activity_id) as activity_id, v.perimeter_id
  from evaluation_recipients e join evaluations v on v.id = e.evaluation_id left join sessions s on s.id = v.session_id left join activities a on a.id = v.activity_id left join activity_sessions l on l.session_id = v.session_id
  where v.deleted_at is null and v.status <> 'draft' and ${inWindow(parisDay(sql`coalesce(e.sent_at, v.opens_at, e.created_at)`), scope)} and ${among(sql`e.stakeholder_id`, scope.stakeholderIds)}`

/** A link made anew for the same thing asks nothing new: the first one counts. */
const confirmed = (scope: AskScope): SQL => sql`
  select f.stakeholder_id, 'confirmation' as kind, case when f.purpose = 'verification' then 'commitment' else 'session' end as object_type, f.object_id, coalesce(s.title, c.statement, '') as title, f.day, l.activity_id, f.perimeter_id
  from (select k.stakeholder_id, k.purpose, k.object_id, min(${parisDay(sql`k.created_at`)}) as day, min(k.perimeter_id::text)::uuid as perimeter_id from access_links k
      where k.stakeholder_id is not null and k.purpose in ('confirmation', 'verification') and ${among(sql`k.stakeholder_id`, scope.stakeholderIds)} group by k.stakeholder_id, k.purpose, k.object_id) f
    left join sessions s on f.purpose = 'confirmation' and s.id = f.object_id left join commitments c on f.purpose = 'verification' and c.id = f.object_id left join activity_sessions l on f.purpose = 'confirmation' and l.session_id = f.object_id
  where ${inWindow(sql`f.day`, scope)}`

const once = (scope: AskScope): SQL => sql`${invited(scope)} union all ${scheduled(scope)} union all ${scoring(scope)} union all ${evaluated(scope)} union all ${confirmed(scope)}`

/** Sub-query with one row per ask: (stakeholder_id, kind, object_type, object_id, title, day, activity_id, perimeter_id). */
export const askRows = (scope: AskScope): SQL => sql`(${once(scope)} union all
  select k.stakeholder_id, 'planned', 'activity', d.activity_id, d.title, d.day, d.activity_id, d.perimeter_id from ${slots(scope)} d join activity_stakeholders k on k.activity_id = d.activity_id where ${among(sql`k.stakeholder_id`, scope.stakeholderIds)})`

/**
 * Sub-query of the same asks summed: (stakeholder_id, kind, perimeter_id, n). The meetings that an activity owes are counted
 * once for all of its audience, not once for each member: a wide audience costs its rows, not its rows times its meetings.
 */
export const askCounts = (scope: AskScope): SQL => sql`(
  select x.stakeholder_id, x.kind, x.perimeter_id, count(*) as n from (${once(scope)}) x group by x.stakeholder_id, x.kind, x.perimeter_id union all
  select k.stakeholder_id, 'planned', d.perimeter_id, d.n from (select o.activity_id, o.perimeter_id, count(*) as n from ${slots(scope)} o group by o.activity_id, o.perimeter_id) d join activity_stakeholders k on k.activity_id = d.activity_id where ${among(sql`k.stakeholder_id`, scope.stakeholderIds)})`

export const dayText = (day: SQL): SQL => sql`to_char(${day}, 'YYYY-MM-DD')`
