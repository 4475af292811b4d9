import { type SQL, sql } from 'drizzle-orm'
import { endOf } from '../plugins/day-bounds.ts'

const presence = sql`('present', 'remote', 'represented')`

/** The condition that a stakeholder was in no session held since so many days before a day, today by default. */
export const withoutSession = (stakeholderId: SQL, days: number, on: string | undefined): SQL => sql`not exists (
  select 1 from attendances t join sessions s on s.id = t.session_id where t.stakeholder_id = ${stakeholderId} and t.status in ${presence} and s.deleted_at is null and s.status in ('open', 'closed')
    and s.starts_at <= now() and (s.starts_at at time zone s.time_zone)::date > ${on ?? sql`(now() at time zone 'Europe/Paris')::date`}::date - ${days}::int)`

/** The condition that nobody ever asked a stakeholder anything, that it came to no session, and that no activity is to ask it; by the end of a day, where one is given. */
export function neverAsked(stakeholderId: SQL, by?: string): SQL {
  const until = (instant: SQL): SQL => (by ? sql`and ${instant} < ${endOf(by)}` : sql``)
  return sql`(
  not exists (select 1 from invitations i join sessions s on s.id = i.session_id where i.stakeholder_id = ${stakeholderId} and s.deleted_at is null and s.status <> 'cancelled' ${until(sql`s.starts_at`)})
  and not exists (select 1 from attendances t join sessions s on s.id = t.session_id where t.stakeholder_id = ${stakeholderId} and s.deleted_at is null and t.status in ${presence} ${until(sql`s.starts_at`)})
  and not exists (select 1 from activity_stakeholders k join activities a on a.id = k.activity_id join plans p on p.id = a.plan_id where k.stakeholder_id = ${stakeholderId} and ${willAsk} ${until(sql`k.created_at`)})
  and not exists (select 1 from round_raters r join rounds o on o.id = r.round_id where r.stakeholder_id = ${stakeholderId} and o.deleted_at is null and o.status <> 'draft' ${until(sql`coalesce(o.opens_at, r.created_at)`)})
  and not exists (select 1 from evaluation_recipients e join evaluations v on v.id = e.evaluation_id where e.stakeholder_id = ${stakeholderId} and v.deleted_at is null and v.status <> 'draft' ${until(sql`coalesce(e.sent_at, v.opens_at, e.created_at)`)})
  and not exists (select 1 from access_links l where l.stakeholder_id = ${stakeholderId} and l.purpose in ('confirmation', 'verification') ${until(sql`l.created_at`)}))`
}

/** The condition that an activity `a` of a plan `p` has sessions to ask its audience to. */
export const willAsk = sql`(a.deleted_at is null and p.deleted_at is null and p.status <> 'closed' and a.status in ('planned', 'under_way') and a.sessions_planned > 0)`
