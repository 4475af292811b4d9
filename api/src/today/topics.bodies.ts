import { schema } from '@convergence/db'
import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { followed } from '../bodies/standing.ts'
import { RENEWAL_DAYS } from '../bodies/rules.ts'
import { dayOf } from '../commitments/standing.ts'
import { inScope, type Territory } from '../plugins/reach.ts'
import { LAPSING_DAYS } from '../skills/rules.ts'

const { bodies, grants, stakeholders } = schema
const day = dayOf()
const sqlOf = (condition: SQL | undefined): SQL => condition ?? sql`true`
const living = (scope: Territory): SQL => sql`${sqlOf(and(isNull(bodies.deletedAt), inScope(bodies.perimeterId, scope)))} and (bodies.ceased_on is null or bodies.ceased_on >= ${day})`
const noSession = sql`null::uuid as "sessionId"`
const noon = (date: SQL): SQL => sql`${date}::timestamp at time zone 'Europe/Paris' as at`

/** Seats whose term ends within 90 days and is not renewed. */
export const termEnding = (scope: Territory): SQL => sql`select m.id, 'body'::text as type, bodies.id as "objectId", s.name as label, to_char(m.end_on, 'YYYYMMDD') || s.search_name as sort, bodies.fictional, bodies.name as detail, ${noon(sql`m.end_on`)}, ${noSession}
  from body_members m join bodies on bodies.id = m.body_id join stakeholders s on s.id = m.stakeholder_id where ${living(scope)} and m.start_on <= ${day} and m.end_on >= ${day} and m.end_on <= ${day} + ${RENEWAL_DAYS}::int and not ${followed}`

/** Bodies that met less often over twelve months than they set themselves to. */
export const bodyBehind = (scope: Territory): SQL => sql`select bodies.id, 'body'::text as type, bodies.id as "objectId", bodies.name as label, bodies.name as sort, bodies.fictional, null::text as detail, null::timestamptz as at, ${noSession}
  from bodies where ${living(scope)} and bodies.meetings_per_year is not null
    and (select count(*) from sessions s where s.body_id = bodies.id and s.deleted_at is null and s.status in ('open', 'closed') and (s.starts_at at time zone s.time_zone)::date > (${day} - interval '12 months') and (s.starts_at at time zone s.time_zone)::date <= ${day})
      < floor(bodies.meetings_per_year * least(365, greatest(0, ${day} - coalesce(bodies.since, ${day} - 365))) / 365.0)`

/** Skills within 90 days of their last day, of accounts and persons within scope; nothing to whom people's skills are none of their business. */
export const skillLapsing = (scope: Territory & { skills?: boolean }): SQL => sql`select md5(x.person::text || x.skill) as id, 'skill'::text as type, x.person as "objectId", x.name as label, to_char(x.last, 'YYYYMMDD') || x.name || x.skill as sort, x.fictional, x.skill as detail, ${noon(sql`x.last`)}, ${noSession}
  from (select coalesce(q.user_id, q.stakeholder_id) as person, q.skill, max(coalesce(q.expires_on, 'infinity'::date)) as last, min(coalesce(u.name, stakeholders.name)) as name, bool_or(coalesce(u.demonstration, stakeholders.fictional)) as fictional
    from qualifications q left join users u on u.id = q.user_id left join stakeholders on stakeholders.id = q.stakeholder_id
    where ${sql.raw(String(scope.skills ?? false))} and ((u.id is not null and u.disabled_at is null and exists (select 1 from grants where ${grants.userId} = u.id and ${sqlOf(inScope(grants.perimeterId, scope))})) or (stakeholders.id is not null and stakeholders.deleted_at is null and ${sqlOf(inScope(stakeholders.perimeterId, scope))}))
    group by 1, 2) x where x.last >= ${day} and x.last <= ${day} + ${LAPSING_DAYS}::int`
