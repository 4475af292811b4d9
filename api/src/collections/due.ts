import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { askedFrom, awaitedSql, dueSql, lateSql, overSql } from '../indicators/asked.ts'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import type { BoardQuery, DueQuery, DueValue } from './schemas.ts'

const many = (ids: readonly string[]): SQL => sql`any(${`{${ids.join(',')}}`}::text[])`
const uuids = (ids: readonly string[]): SQL => sql`any(${`{${ids.join(',')}}`}::uuid[])`
export const scoped = (reach: Reach, perimeterId: string | undefined): SQL =>
  sql`${reach === 'all' ? sql`true` : sql`c.perimeter_id = ${uuids(reach)}`} and ${perimeterId ? sql`c.perimeter_id in (with recursive below(id) as (select ${perimeterId}::uuid union select p.id from perimeters p join below b on p.parent_id = b.id) select id from below)` : sql`true`}`

const people = sql`left join relays r on r.id = c.relay_id left join users u on u.id = c.user_id`
const who = sql`c.id as "collectorId", i.id as "indicatorId", i.title, i.reference, i.unit, i.aggregation, i.frequency, i.theme, c.perimeter_id as "perimeterId", place.name as "perimeterName", c.relay_id as "relayId", r.name as "relayName", c.user_id as "userId", u.name as "userName", c.reminded_at as "remindedAt", i.fictional`
const cell = sql`p.starts::text as "periodStart", p.ends::text as "periodEnd", ${dueSql}::text as "dueOn", coalesce(${lateSql}, false) as late, coalesce(v.status::text, 'awaited') as state, v.id as "valueId", v.value`

type Due = z.output<typeof DueValue>
type Raw = Omit<Due, 'remindedAt'> & { remindedAt: string | Date | null; key: string }
const at = (value: string | Date | null): Date | null => (value === null ? null : new Date(value))

/** One page of what is asked of people, the first due first. */
export async function listDue(db: Db, query: z.output<typeof DueQuery>, reach: Reach, userId: string, secret: string) {
  const id = sql`(c.id::text || ':' || p.starts::text)`
  const k = keyset(query, { dueOn: dueSql }, id, secret)
  const states = query.state ?? ['awaited', 'draft']
  const { rows } = await db.execute<Raw>(sql`
    select ${id} as id, ${who}, ${cell}, ${k.key} as key from ${askedFrom} ${people}
    where ${overSql} and coalesce(v.status::text, 'awaited') = ${many(states)} and ${scoped(reach, query.perimeterId)} and ${k.where ?? sql`true`}
      and ${query.late === undefined ? sql`true` : query.late ? lateSql : sql`not coalesce(${lateSql}, false)`} and ${query.mine ? sql`(c.user_id = ${userId} or r.user_id = ${userId})` : sql`true`}
      and ${query.indicatorId ? sql`i.id = ${query.indicatorId}` : sql`true`} and ${query.relayId ? sql`c.relay_id = ${query.relayId}` : sql`true`}
    order by ${sql.join(k.orderBy, sql`, `)} limit ${k.limit}`)
  return rows.map((row) => ({ ...row, remindedAt: at(row.remindedAt) }))
}

type BoardRaw = Omit<Raw, 'periodStart' | 'periodEnd' | 'dueOn' | 'late' | 'state' | 'valueId' | 'value'> & { mayBeWritten: boolean }
type Cell = Pick<Due, 'periodStart' | 'periodEnd' | 'dueOn' | 'late' | 'state' | 'valueId' | 'value'>

/** One page of collectors with where their last periods stand. */
export async function readBoard(db: Db, query: z.output<typeof BoardQuery>, reach: Reach, secret: string) {
  const k = keyset(query, { title: sql`(lower(i.title) || place.name)` }, sql`c.id`, secret)
  const { rows } = await db.execute<BoardRaw>(sql`
    select c.id, ${who}, (coalesce(nullif(r.email, ''), ru.email, u.email) is not null) as "mayBeWritten", ${k.key} as key
    from indicator_collectors c join indicators i on i.id = c.indicator_id and i.deleted_at is null and i.source = 'collected' join perimeters place on place.id = c.perimeter_id ${people} left join users ru on ru.id = r.user_id
    where ${scoped(reach, query.perimeterId)} and ${k.where ?? sql`true`} and ${query.theme ? sql`i.theme::text = ${many(query.theme)}` : sql`true`} and ${query.frequency ? sql`i.frequency::text = ${many(query.frequency)}` : sql`true`} and ${query.relayId ? sql`c.relay_id = ${query.relayId}` : sql`true`}
    order by ${sql.join(k.orderBy, sql`, `)} limit ${k.limit}`)
  const cells = await cellsOf(db, rows.map((row) => row.id), query.periods)
  return rows.map((row) => ({ ...row, remindedAt: at(row.remindedAt), cells: cells.get(row.id) ?? [] }))
}

async function cellsOf(db: Db, collectorIds: readonly string[], periods: number): Promise<Map<string, Cell[]>> {
  const found = new Map<string, Cell[]>()
  if (collectorIds.length === 0) return found
  const { rows } = await db.execute<Cell & { collectorId: string }>(sql`
    select * from (select c.id as "collectorId", ${cell}, row_number() over (partition by c.id order by p.starts desc) as place_in_line from ${askedFrom} where ${overSql} and c.id = ${uuids(collectorIds)}) x
    where x.place_in_line <= ${periods} order by x."collectorId", x."periodStart"`)
  for (const { collectorId, periodStart, periodEnd, dueOn, late, state, valueId, value } of rows) found.set(collectorId, [...(found.get(collectorId) ?? []), { periodStart, periodEnd, dueOn, late, state, valueId, value }])
  return found
}

export type AwaitedFrom = { collectorId: string; title: string; perimeterId: string; perimeterName: string; relayId: string | null; userId: string | null; periodStart: string; periodEnd: string; remindedAt: Date | null }
/** What is awaited, of collectors or relays within reach, in the order in which it is due; `real`: without what is invented. */
export async function awaitedFrom(db: Db, reach: Reach, of: { collectorIds?: readonly string[] | undefined; real?: boolean }): Promise<AwaitedFrom[]> {
  const { rows } = await db.execute<Omit<AwaitedFrom, 'remindedAt'> & { remindedAt: string | Date | null }>(sql`
    select ${who}, ${cell} from ${askedFrom} ${people} where ${awaitedSql} and ${scoped(reach, undefined)} and ${of.collectorIds ? sql`c.id = ${uuids(of.collectorIds)}` : sql`true`}
      and ${of.real ? sql`not i.fictional and not coalesce(r.fictional, false) and not coalesce(u.demonstration, false)` : sql`true`}
    order by ${dueSql}, i.title, c.id limit 5000`)
  return rows.map((row) => ({ ...row, remindedAt: at(row.remindedAt) }))
}
