import { type Db, schema } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { FACILITATION } from '../qualifications/queries.ts'
import { stateSql, until } from './queries.ts'
import type { SkillState } from './rules.ts'
import type { audiences, CoveragePersonFilter } from './schemas.ts'

const { grants, mandates, relays, sessions } = schema
type Audience = (typeof audiences)[number]
interface Scope { reach: Reach; perimeterId: string | undefined; day: string }
type Column = Parameters<typeof within>[0]

const inside = (column: Column, { reach, perimeterId }: Scope): SQL => sql`(${within(column, reach) ?? sql`true`} and ${perimeterId ? inPerimeter(column, perimeterId) : sql`true`})`

/** Who should be trained: facilitators by role or by what they run, relays in office, persons who speak for elected members. */
const should = (s: Scope): SQL => sql`
  select distinct 'facilitators' as audience, x.user_id as person_id, u.name, x.perimeter_id, x.user_id::text as who from (
    select ${grants.userId} as user_id, ${grants.perimeterId} as perimeter_id from grants where ${grants.role} = 'facilitator' and ${inside(grants.perimeterId, s)}
    union select ${sessions.facilitatorId}, ${sessions.perimeterId} from sessions where ${sessions.facilitatorId} is not null and ${sessions.deletedAt} is null and ${sessions.status} <> 'cancelled' and ${sessions.startsAt} > ${s.day}::date - interval '12 months' and ${inside(sessions.perimeterId, s)}
  ) x join users u on u.id = x.user_id and u.disabled_at is null
  union all
  select 'relays', coalesce(${relays.userId}, ${relays.stakeholderId}), ${relays.name}, ${relays.perimeterId}, ${relays.id}::text from relays where ${relays.deletedAt} is null and ${relays.since} <= ${s.day}::date and (${relays.endedOn} is null or ${relays.endedOn} >= ${s.day}::date) and ${inside(relays.perimeterId, s)}
  union all
  select distinct 'elected', p.id, p.name, ${mandates.perimeterId}, p.id::text from mandates join stakeholders o on o.id = ${mandates.organisationId} and o.deleted_at is null join categories c on c.id = o.category_id and c.code = 'elus' join stakeholders p on p.id = ${mandates.personId} and p.deleted_at is null and p.status <> 'archived'
    where ${mandates.deletedAt} is null and (${mandates.startOn} is null or ${mandates.startOn} <= left(${s.day}, length(${mandates.startOn}))) and (${mandates.endOn} is null or ${mandates.endOn} >= left(${s.day}, length(${mandates.endOn}))) and ${inside(mandates.perimeterId, s)}`

/** The skill that an audience should have: that of running a session, or those of the programmes made for it. */
const wanted = (audience: SQL): SQL => sql`(case ${audience} when 'facilitators' then q.skill = ${FACILITATION} else exists (select 1 from trainings t where t.deleted_at is null and t.skill = q.skill and t.audience = (case ${audience} when 'relays' then 'relays' else 'actors' end)::training_audience) end)`
const standing = (s: Scope): SQL => sql`select x.*, ${until(sql`x.person_id`, s.day, wanted(sql`x.audience`))} as last from (${should(s)}) x`

export type CoverageCount = { audience: Audience; perimeterId: string | null; people: number; trained: number; lapsing: number }

/** How many of each audience are trained on a day: in all, and by perimeter. */
export async function countCoverage(db: Db, s: Scope): Promise<CoverageCount[]> {
  const { rows } = await db.execute<CoverageCount>(sql`with x as (select y.*, ${stateSql(sql`y.last`, s.day)} as state from (${standing(s)}) y)
    select audience, perimeter_id as "perimeterId", count(distinct who)::int as people, (count(distinct who) filter (where state in ('valid', 'lapsing')))::int as trained, (count(distinct who) filter (where state = 'lapsing'))::int as lapsing
    from x group by grouping sets ((audience), (audience, perimeter_id)) order by audience, perimeter_id nulls first`)
  return rows
}

export type CoveragePersonRow = { id: string; audience: Audience; personId: string | null; name: string; perimeterId: string; state: SkillState; skill: string | null; expiresOn: string | null; key: string }

/** One page of the people whom a figure of the coverage counts. */
export async function listCoveragePeople(db: Db, page: PageRequest & CoveragePersonFilter, s: Scope, secret: string): Promise<CoveragePersonRow[]> {
  const k = keyset(page, { name: sql`lower(x.name)` }, sql`x.id`, secret)
  const trained = page.trained === undefined ? sql`true` : page.trained ? sql`x.state in ('valid', 'lapsing')` : sql`x.state in ('lapsed', 'none')`
  const { rows } = await db.execute<CoveragePersonRow>(sql`with y as (${standing(s)}),
    x as (select y.*, y.who || '/' || y.perimeter_id::text as id, ${stateSql(sql`y.last`, s.day)} as state from y where y.audience = ${page.audience})
    select x.id, x.audience, x.person_id as "personId", x.name, x.perimeter_id as "perimeterId", x.state, case when x.last < 'infinity' then to_char(x.last, 'YYYY-MM-DD') end as "expiresOn", ${k.key} as key,
      (select q.skill from qualifications q where (q.user_id = x.person_id or q.stakeholder_id = x.person_id) and q.granted_on <= ${s.day}::date and coalesce(q.expires_on, 'infinity'::date) = x.last and ${wanted(sql`x.audience`)} limit 1) as skill
    from x where ${trained} and ${k.where ?? sql`true`} order by ${sql.join(k.orderBy, sql`, `)} limit ${k.limit}`)
  return rows
}
