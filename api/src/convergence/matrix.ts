import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { endOf } from '../plugins/day-bounds.ts'
import { pageOfComputed } from './ordering.ts'
import { listPoints } from './queries.ts'
import type { Holder, HolderCategory, Matrix, MatrixQuery, PointFilter, PositionHolders } from './schemas.ts'
import { current } from './spans.ts'

type HolderRow = z.output<typeof Holder>
type CategoryRow = z.output<typeof HolderCategory>
type CellRow = z.output<typeof Matrix>['rows'][number]['cells'][number] & { pointId: string }

/** The current position of every holder on each point of one page of those that the filter leaves. */
export async function computeMatrix(db: Db, { pointId, holderId, limit, cursor, ...filter }: MatrixQuery, reach: Reach, secret: string): Promise<z.output<typeof Matrix>> {
  const { items: points, nextCursor } = pageOfComputed(await listPoints(db, filter, reach, pointId), { limit, cursor, sort: 'matrix' }, secret)
  const cells = points.length === 0 ? [] : await listCells(db, points.map((point) => point.id), filter.asOf, holderId)
  const holders = await listHolders(db, [...new Set(cells.map((cell) => cell.holderId))])
  const rows = new Map(points.map((point) => [point.id, { pointId: point.id, cells: [] as Omit<CellRow, 'pointId'>[] }]))
  for (const { pointId, ...cell } of cells) rows.get(pointId)?.cells.push(cell)
  return { holders, categories: await listCategories(db, holders), rows: [...rows.values()], nextCursor, asOf: filter.asOf ?? null }
}

/** Every holder of a current position on the points that the filter leaves, with how much it says. */
export async function computeHolders(db: Db, filter: PointFilter, reach: Reach): Promise<z.output<typeof PositionHolders>> {
  const points = await listPoints(db, filter, reach)
  const { rows } = await db.execute<{ id: string; cells: number; weight: number }>(sql`
    with ${current(points.map((point) => point.id), endOf(filter.asOf))}
    select holder_id as id, count(*)::int as cells, coalesce(sum(abs(value)), 0)::int as weight from current group by holder_id`)
  const counted = new Map(rows.map(({ id, ...counts }) => [id, counts]))
  const holders = await listHolders(db, [...counted.keys()])
  return { items: holders.map((holder) => ({ ...holder, ...(counted.get(holder.id) ?? { cells: 0, weight: 0 }) })), categories: await listCategories(db, holders), nextCursor: null }
}

async function listCells(db: Db, ids: readonly string[], asOf: string | undefined, holders: readonly string[] | undefined): Promise<CellRow[]> {
  const end = endOf(asOf)
  const { rows } = await db.execute<CellRow>(sql`
    with ${current(ids, end, holders)}
    select s.point_id as "pointId", s.holder_id as "holderId", s.id as "positionId", s.state, s.value, ${confirmationOn(end)} as confirmation, x.manner,
      x.reservation <> '' or x.condition <> '' as reserved, ((s.stated_at at time zone 'Europe/Paris')::date)::text as "statedOn"
    from current s join positions x on x.id = s.id order by s.point_id, s.holder_id`)
  return rows
}

/** What the holder had said of the record by then: a later confirmation is not known yet. Of a `positions x`. */
export const confirmationOn = (end: SQL): SQL => sql`case when x.confirmed_at >= ${end} then 'unconfirmed' else x.confirmation::text end`

/** Holders by id, grouped by category, then by name. */
export async function listHolders(db: Db, ids: readonly string[]): Promise<HolderRow[]> {
  const { rows } = await db.execute<HolderRow>(sql`
    select h.id, h.name, h.reference, h.category_id as "categoryId", h.fictional from stakeholders h left join categories c on c.id = h.category_id
    where h.id = any(${`{${ids.join(',')}}`}::uuid[]) and h.deleted_at is null order by coalesce(c.rank, 9999), h.search_name, h.id`)
  return rows
}

/** The categories of these holders, in their order. */
export async function listCategories(db: Db, holders: readonly HolderRow[]): Promise<CategoryRow[]> {
  const ids = [...new Set(holders.flatMap((holder) => holder.categoryId ?? []))]
  const { rows } = await db.execute<CategoryRow>(sql`select id, label_fr as "labelFr", label_en as "labelEn", icon, colour, rank from categories where id = any(${`{${ids.join(',')}}`}::uuid[]) order by rank`)
  return rows
}
