import { type Db, schema } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import { stateSql } from '../commitments/standing.ts'
import { appliesWithin } from '../indicators/filter.ts'
import { endOf } from '../plugins/day-bounds.ts'
import type { Reach } from '../plugins/access.ts'
import type { HeldRow } from './edges.ts'
import type { NodeType, TraceNode } from './schemas.ts'

const many = (ids: readonly string[]): SQL => sql`any(${`{${ids.join(',')}}`}::uuid[])`
const reached = (column: SQL, reach: Reach): SQL => (reach === 'all' ? sql`true` : sql`${column} = ${many(reach)}`)

type Row = { id: string; label: string; labelEn: string | null; reference: string; date: string | null; status: string | null; fictional: boolean }
const nodes = async (db: Db, type: NodeType, query: SQL): Promise<TraceNode[]> => (await db.execute<Row>(query)).rows.map((row) => ({ type, value: null, ...row }))

export const areaNodes = (db: Db, ids: readonly string[]) =>
  nodes(db, 'area', sql`select id, label_fr as label, label_en as "labelEn", code as reference, null as date, null as status, false as fictional from areas where id = ${many(ids)} order by rank`)

export const impactNodes = (db: Db, ids: readonly string[], reach: Reach, asOf: string | undefined) =>
  nodes(db, 'impact', sql`select id, title as label, null as "labelEn", reference, since::text as date, case when sign < 0 then 'harm' else 'benefit' end as status, fictional from impacts where id = ${many(ids)} and deleted_at is null and since < ${endOf(asOf)} and ${reached(sql`perimeter_id`, reach)} order by title, id`)

/** Stakeholders within reach, and those that spoke on a point within reach. */
export const stakeholderNodes = (db: Db, ids: readonly string[], speakers: readonly string[], reach: Reach, asOf: string | undefined) =>
  nodes(db, 'stakeholder', sql`select id, name as label, null as "labelEn", reference, since::text as date, status::text as status, fictional from stakeholders where id = ${many(ids)} and deleted_at is null and since < ${endOf(asOf)} and (id = ${many(speakers)} or ${reached(sql`perimeter_id`, reach)}) order by search_name, id`)

export const sessionNodes = (db: Db, ids: readonly string[], reach: Reach, asOf: string | undefined) =>
  nodes(db, 'session', sql`select id, title as label, null as "labelEn", reference, ((starts_at at time zone 'Europe/Paris')::date)::text as date, status::text as status, fictional from sessions where id = ${many(ids)} and deleted_at is null and starts_at < ${endOf(asOf)} and ${reached(sql`perimeter_id`, reach)} order by starts_at, id`)

export const outcomeNodes = (db: Db, ids: readonly string[], reach: Reach, asOf: string | undefined) =>
  nodes(db, 'outcome', sql`select o.id, o.statement as label, null as "labelEn", p.reference, o.decided_on::text as date, o.kind::text as status, o.fictional from outcomes o join points p on p.id = o.point_id and p.deleted_at is null where o.id = ${many(ids)} and o.withdrawn_at is null and o.decided_on < ${endOf(asOf)} and ${reached(sql`o.perimeter_id`, reach)} order by o.decided_on, o.id`)

export const commitmentNodes = (db: Db, ids: readonly string[], reach: Reach, asOf: string | undefined) =>
  nodes(db, 'commitment', sql`select commitments.id, commitments.statement as label, null as "labelEn", commitments.reference, commitments.due_on::text as date, ${stateSql(asOf)} as status, commitments.fictional from commitments where commitments.id = ${many(ids)} and commitments.deleted_at is null and commitments.made_on < ${endOf(asOf)} and ${reached(sql`commitments.perimeter_id`, reach)} order by commitments.due_on nulls last, commitments.id`)

/** Indicators that apply within reach; `date` is the end of the latest period with a value that counts. */
export const indicatorNodes = (db: Db, ids: readonly string[], reach: Reach) =>
  nodes(db, 'indicator', sql`select indicators.id, indicators.title as label, null as "labelEn", indicators.reference, (select max(v.period_end)::text from indicator_values v where v.indicator_id = indicators.id and v.withdrawn_at is null and v.status in ('validated', 'frozen') and ${reached(sql`v.perimeter_id`, reach)}) as date, indicators.source::text as status, indicators.fictional
    from indicators where indicators.id = ${many(ids)} and indicators.deleted_at is null and ${appliesWithin(schema.indicators.perimeterId, reach) ?? sql`true`} order by indicators.title, indicators.id`)

/** A position is named by its holder; its value and state say the rest. */
export const positionNode = (row: HeldRow, holder: TraceNode, point: TraceNode): TraceNode => ({
  type: 'position', id: row.id, label: holder.label, labelEn: null, reference: point.label, date: row.statedOn, status: row.state, value: row.value, fictional: point.fictional || holder.fictional,
})
