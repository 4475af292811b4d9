import { type Db, schema } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import { countable, facts } from '../coverage/facts.ts'
import type { Reach } from '../plugins/access.ts'
import { inPerimeter, within } from '../plugins/reach.ts'

const { rankings } = schema
/** Stakeholders named for a category or an area without a voice. */
const CANDIDATES = 3

/** The map that voices are compared with, and a query that gives them as (stakeholder_id, n). */
export interface Compared { perimeterId: string; day: string; voices: SQL }

export interface GroupRow extends Record<string, unknown> { categoryId: string | null; side: 'internal' | 'external'; organisations: number; people: number; voices: number }
export interface AreaRow extends Record<string, unknown> { areaId: string; code: string; organisations: number; voices: number }
export interface CandidateRow extends Record<string, unknown> { key: string; id: string; name: string; rank: number | null; fictional: boolean }

const filterOf = ({ perimeterId, day }: Compared) => ({ perimeterId, asOf: day })
/** Organisations and groups of the map on the day; persons speak for them. */
const map = (c: Compared, reach: Reach): SQL => sql`m as (select stakeholders.* from stakeholders where ${countable(filterOf(c), reach)} and stakeholders.kind <> 'person')`
const voices = (c: Compared): SQL => sql`v as (select stakeholder_id, sum(n)::int as n from (${c.voices}) x group by stakeholder_id)`

/** Organisations, people and voices by category and side. People of a stakeholder whose parent has a headcount are in it already. */
export async function countGroups(db: Db, c: Compared, reach: Reach): Promise<GroupRow[]> {
  const { rows } = await db.execute<GroupRow>(sql`with recursive ${map(c, reach)}, ${voices(c)},
    inside(id) as (select s.id from m s join m p on p.id = s.parent_id where p.headcount is not null union select s.id from m s join inside i on s.parent_id = i.id),
    g as (select m.category_id, m.side, 1 as organisations, case when i.id is null then coalesce(m.headcount, 0) else 0 end as people, 0 as voices from m left join inside i on i.id = m.id
      union all select s.category_id, s.side, 0, 0, v.n from v join stakeholders s on s.id = v.stakeholder_id)
    select category_id as "categoryId", side, sum(organisations)::int as organisations, sum(people)::float8 as people, sum(voices)::int as voices from g group by 1, 2 order by 3 desc, 1, 2`)
  return rows
}

/** Voices of stakeholders that are not on this map: of another perimeter, or persons. */
export async function countOutside(db: Db, c: Compared, reach: Reach): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`with ${map(c, reach)}, ${voices(c)} select coalesce(sum(v.n), 0)::int as n from v where not exists (select 1 from m where m.id = v.stakeholder_id)`)
  return rows[0]?.n ?? 0
}

/** For each area that concerns anybody: organisations of the map that it concerns, and voices that it concerns wherever they live. */
export async function countAreas(db: Db, c: Compared, reach: Reach): Promise<AreaRow[]> {
  const { rows } = await db.execute<AreaRow>(sql`with ${facts({ asOf: c.day, perimeterId: undefined }, reach)}, ${map(c, reach)}, ${voices(c)}, k as (select distinct area_id, stakeholder_id from concerned)
    select a.id as "areaId", a.code, count(m.id)::int as organisations, coalesce(sum(v.n), 0)::int as voices
    from areas a join k on k.area_id = a.id left join m on m.id = k.stakeholder_id left join v on v.stakeholder_id = k.stakeholder_id
    group by a.id, a.code, a.rank having count(m.id) > 0 or coalesce(sum(v.n), 0) > 0 order by a.rank`)
  return rows
}

/** The ranking that orders the candidates: the latest adopted within reach, else the latest done. */
export async function findRanking(db: Db, { perimeterId }: Compared, reach: Reach) {
  const [row] = await db.select({ id: rankings.id, reference: rankings.reference, title: rankings.title, adoptedOn: rankings.adoptedOn }).from(rankings)
    .where(sql`${rankings.deletedAt} is null and ${rankings.status} = 'done' and ${within(rankings.perimeterId, reach) ?? sql`true`}`)
    .orderBy(sql`${rankings.adoptedOn} desc nulls last`, sql`${inPerimeter(rankings.perimeterId, perimeterId)} desc`, sql`${rankings.finishedAt} desc nulls last`, rankings.id).limit(1)
  return row ?? null
}

const placed = (key: SQL): SQL => sql`row_number() over (partition by ${key} order by r.rank nulls last, m.headcount desc nulls last, m.search_name, m.id) as place`
const ranked = (rankingId: string | null): SQL => sql`left join ranking_rows r on r.stakeholder_id = m.id and r.ranking_id = ${rankingId}::uuid`
const listOf = (ids: readonly string[]): SQL => sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)

/** The best placed active stakeholders of categories. */
export async function categoryCandidates(db: Db, c: Compared, reach: Reach, ids: readonly string[], rankingId: string | null): Promise<CandidateRow[]> {
  if (ids.length === 0) return []
  const { rows } = await db.execute<CandidateRow>(sql`with ${map(c, reach)}, z as (select m.category_id as key, m.id, m.name, r.rank, m.fictional, ${placed(sql`m.category_id`)} from m ${ranked(rankingId)} where m.status = 'active' and m.category_id in (${listOf(ids)}))
    select key, id, name, rank, fictional from z where place <= ${CANDIDATES} order by key, place`)
  return rows
}

/** The best placed active stakeholders that areas concern. */
export async function areaCandidates(db: Db, c: Compared, reach: Reach, ids: readonly string[], rankingId: string | null): Promise<CandidateRow[]> {
  if (ids.length === 0) return []
  const { rows } = await db.execute<CandidateRow>(sql`with ${facts({ asOf: c.day, perimeterId: undefined }, reach)}, ${map(c, reach)}, k as (select distinct area_id, stakeholder_id from concerned where area_id in (${listOf(ids)})),
    z as (select k.area_id as key, m.id, m.name, r.rank, m.fictional, ${placed(sql`k.area_id`)} from k join m on m.id = k.stakeholder_id ${ranked(rankingId)} where m.status = 'active')
    select key, id, name, rank, fictional from z where place <= ${CANDIDATES} order by key, place`)
  return rows
}
