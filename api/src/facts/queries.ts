import type { Db } from '@convergence/db'
import { sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { factOf } from './catalogue.ts'
import type { Ids, RowType } from './fact.ts'
import type { FactName } from './names.ts'
import { type FactState, factState } from './rules.ts'

/** How a fact stands for one activity: `counted` of its `n` rows show it. */
export interface FactStanding { name: FactName; state: FactState; counted: number; n: number }

const arrayOf = (ids: readonly string[]): Ids => sql`${`{${ids.join(',')}}`}::uuid[]`

/** Facts of some activities, activity → fact → standing, in one query. A fact without a row stands at 0 of 0. */
export async function factsOf(db: Db, activityIds: readonly string[], names: readonly FactName[]): Promise<Map<string, Map<FactName, FactStanding>>> {
  const wanted = [...new Set(names)]
  const standing = new Map(activityIds.map((id) => [id, new Map(wanted.map((name) => [name, { name, state: 'missing', counted: 0, n: 0 } as FactStanding]))]))
  if (activityIds.length === 0 || wanted.length === 0) return standing
  const ids = arrayOf(activityIds)
  const parts = wanted.map((name) => sql`select ${name}::text as name, x.activity_id, count(*) filter (where x.counted)::int as counted, count(*)::int as n from (${factOf(name).rows(ids)}) x group by x.activity_id`)
  const { rows } = await db.execute<{ name: FactName; activity_id: string; counted: number; n: number }>(sql.join(parts, sql` union all `))
  for (const { name, activity_id: activityId, counted, n } of rows) standing.get(activityId)?.set(name, { name, state: factState(factOf(name).wants, { counted, n }), counted, n })
  return standing
}

export type FactRow = { id: string; key: string; type: RowType; objectId: string | null; label: string | null; detail: string | null; at: string | null; counted: boolean }

/** One page of the rows behind a fact; on `counted` those that do not show it come first. A row without a day comes last, a row out of reach is there without its name. */
export async function listFactRows(db: Db, activityId: string, name: FactName, page: PageRequest & { counted?: boolean | undefined }, reach: Reach, secret: string): Promise<FactRow[]> {
  const reached = reach === 'all' ? sql`true` : sql`x.perimeter_id = any(${arrayOf(reach)})`
  // What a reader may not see orders nothing: a cursor would tell it.
  const at = sql`(coalesce(to_char(x.at at time zone 'UTC', 'YYYYMMDDHH24MISSMS'), '99999999') collate "C")`
  const k = keyset(page, { at, counted: sql`((case when x.counted then '1' else '0' end) || ${at})`, label: sql`(lower(case when ${reached} then x.label else '' end) collate "C")` }, sql`x.id`, secret)
  const { rows } = await db.execute<FactRow>(sql`
    select x.id, ${k.key} as key, x.type, case when ${reached} then x.object_id end as "objectId", case when ${reached} then x.label end as label, case when ${reached} then nullif(x.detail, '') end as detail,
      to_char(x.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, x.counted
    from (${factOf(name).rows(arrayOf([activityId]))}) x where ${k.where ?? sql`true`} and ${page.counted === undefined ? sql`true` : sql`x.counted = ${page.counted}`} order by ${sql.join(k.orderBy, sql`, `)} limit ${k.limit}`)
  return rows
}
