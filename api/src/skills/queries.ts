import { type Db, schema } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { Reach, Role } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import { LAPSING_DAYS, skillState } from './rules.ts'
import type { SkillFilter } from './schemas.ts'

const { grants, stakeholders, trainings } = schema

/** Mandates in force on a day; their dates may be a year or a month only. */
const mandateOn = (day: string): SQL => sql`m.deleted_at is null and (m.start_on is null or m.start_on <= left(${day}, length(m.start_on))) and (m.end_on is null or m.end_on >= left(${day}, length(m.end_on)))`

/** The last day of the latest grant of a skill, `infinity` when it does not lapse; null without one. A day of expiry still counts, as for `qualifiedOn`. */
export const until = (person: SQL, day: string, skills: SQL): SQL => sql`(select max(coalesce(q.expires_on, 'infinity'::date)) from qualifications q where (q.user_id = ${person} or q.stakeholder_id = ${person}) and q.granted_on <= ${day}::date and ${skills})`
export const stateSql = (last: SQL, day: string): SQL => sql`case when ${last} is null then 'none' when ${last} < ${day}::date then 'lapsed' when ${last} <= ${day}::date + ${LAPSING_DAYS}::int then 'lapsing' else 'valid' end`

/** Accounts within reach, and the persons of the map who speak for somebody or were ever trained. */
const people = (reach: Reach, day: string): SQL => sql`
  select u.id, 'account' as type, u.name, lower(u.name) as sort, false as fictional, u.demonstration as invented from users u where u.disabled_at is null and exists (select 1 from grants where ${grants.userId} = u.id and ${grants.role} <> 'integrator' and ${within(grants.perimeterId, reach) ?? sql`true`})
  union all
  select stakeholders.id, 'person', stakeholders.name, stakeholders.search_name, stakeholders.fictional, false from stakeholders where stakeholders.kind = 'person' and stakeholders.deleted_at is null and stakeholders.status <> 'archived' and ${within(stakeholders.perimeterId, reach) ?? sql`true`}
    and (exists (select 1 from qualifications q where q.stakeholder_id = stakeholders.id) or exists (select 1 from training_attendances a where a.stakeholder_id = stakeholders.id) or exists (select 1 from mandates m where m.person_id = stakeholders.id and ${mandateOn(day)}))`

interface PersonRow extends Record<string, unknown> { id: string; type: 'account' | 'person'; name: string; roles: Role[]; organisation: string | null; fictional: boolean; key: string }

function stateIs({ skill, state }: SkillFilter, day: string): SQL | undefined {
  if (!state && !skill) return undefined
  if (skill) return sql`${stateSql(until(sql`p.id`, day, sql`q.skill = ${skill}`), day)} ${state ? sql`= ${state}` : sql`<> 'none'`}`
  if (state === 'none') return sql`${until(sql`p.id`, day, sql`true`)} is null`
  return sql`exists (select 1 from (select max(coalesce(q.expires_on, 'infinity'::date)) as last from qualifications q where (q.user_id = p.id or q.stakeholder_id = p.id) and q.granted_on <= ${day}::date group by q.skill) g where ${stateSql(sql`g.last`, day)} = ${state})`
}

/** One page of people, each with the skills that they were ever granted. */
export async function listPeople(db: Db, page: PageRequest & SkillFilter, reach: Reach, day: string, secret: string) {
  const k = keyset(page, { name: sql`p.sort` }, sql`p.id`, secret)
  const wanted = sql.join([stateIs(page, day), page.q ? matchesWords(page.q, [sql`p.name`]) : undefined, k.where].filter((part) => part !== undefined), sql` and `)
  const { rows } = await db.execute<PersonRow>(sql`select p.id, p.type, p.name, p.fictional or p.invented as fictional, ${k.key} as key,
      coalesce((select json_agg(distinct g.role) from grants g where p.type = 'account' and g.user_id = p.id), '[]') as roles,
      (select o.name from mandates m join stakeholders o on o.id = m.organisation_id where p.type = 'person' and m.person_id = p.id and ${mandateOn(day)} order by m.spokesperson desc, m.id limit 1) as organisation
    from (${people(reach, day)}) p where ${wanted.queryChunks.length > 0 ? wanted : sql`true`} order by ${sql.join(k.orderBy, sql`, `)} limit ${k.limit}`)
  const held = await skillsOf(db, rows.map((row) => row.id), day)
  return rows.map((row) => ({ ...row, skills: held.filter((one) => one.personId === row.id).map(({ skill, grantedOn, last }) => ({ skill, grantedOn, state: skillState(last, day), expiresOn: last === 'infinity' ? null : last })) }))
}

interface HeldRow extends Record<string, unknown> { personId: string; skill: string; grantedOn: string; last: string }

async function skillsOf(db: Db, ids: readonly string[], day: string): Promise<HeldRow[]> {
  if (ids.length === 0) return []
  const list = sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)
  const { rows } = await db.execute<HeldRow>(sql`select coalesce(q.user_id, q.stakeholder_id) as "personId", q.skill, to_char(max(q.granted_on), 'YYYY-MM-DD') as "grantedOn", case when bool_or(q.expires_on is null) then 'infinity' else to_char(max(q.expires_on), 'YYYY-MM-DD') end as last
    from qualifications q where (q.user_id in (${list}) or q.stakeholder_id in (${list})) and q.granted_on <= ${day}::date group by 1, 2 order by 2`)
  return rows
}

interface NameRow extends Record<string, unknown> { skill: string; audiences: (typeof schema.trainingAudience.enumValues)[number][]; valid: number; lapsing: number; lapsed: number }

/** Every skill that a programme gives or somebody within reach holds, and how many hold it on the day. */
export async function listSkillNames(db: Db, reach: Reach, day: string): Promise<NameRow[]> {
  const { rows } = await db.execute<NameRow>(sql`with p as (${people(reach, day)}),
    h as (select q.skill, p.id, max(coalesce(q.expires_on, 'infinity'::date)) as last from qualifications q join p on p.id = coalesce(q.user_id, q.stakeholder_id) where q.granted_on <= ${day}::date group by 1, 2),
    s as (select q.skill, ${stateSql(sql`q.last`, day)} as state from h q),
    t as (select trainings.skill, trainings.audience from trainings where trainings.deleted_at is null and ${within(trainings.perimeterId, reach) ?? sql`true`})
    select n.skill, coalesce((select json_agg(distinct t.audience) from t where t.skill = n.skill), '[]') as audiences,
      (select count(*)::int from s where s.skill = n.skill and s.state in ('valid', 'lapsing')) as valid, (select count(*)::int from s where s.skill = n.skill and s.state = 'lapsing') as lapsing, (select count(*)::int from s where s.skill = n.skill and s.state = 'lapsed') as lapsed
    from (select skill from t union select skill from h) n order by n.skill <> 'facilitation', n.skill`)
  return rows
}
