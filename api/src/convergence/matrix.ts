import type { Db } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { endOf } from './filter.ts'
import { listPoints } from './queries.ts'
import type { Holder, HolderCategory, Matrix, PointFilter } from './schemas.ts'
import { spans } from './spans.ts'

type HolderRow = z.output<typeof Holder>
type CategoryRow = z.output<typeof HolderCategory>
type CellRow = z.output<typeof Matrix>['rows'][number]['cells'][number] & { pointId: string }

/** The latest position of every holder on the current version of every point that the filter leaves. */
export async function computeMatrix(db: Db, filter: PointFilter, reach: Reach): Promise<z.output<typeof Matrix>> {
  const points = await listPoints(db, filter, reach)
  const cells = points.length === 0 ? [] : await listCells(db, points.map((point) => point.id), filter.asOf)
  const holders = await listHolders(db, [...new Set(cells.map((cell) => cell.holderId))])
  const rows = new Map(points.map((point) => [point.id, { pointId: point.id, cells: [] as Omit<CellRow, 'pointId'>[] }]))
  for (const { pointId, ...cell } of cells) rows.get(pointId)?.cells.push(cell)
  return { holders, categories: await listCategories(db, holders), rows: [...rows.values()], asOf: filter.asOf ?? null }
}

async function listCells(db: Db, ids: readonly string[], asOf: string | undefined): Promise<CellRow[]> {
  const end = endOf(asOf)
  const { rows } = await db.execute<CellRow>(sql`
    with ${spans(ids, end)}
    select s.point_id as "pointId", s.holder_id as "holderId", s.id as "positionId", s.state, s.value, ${confirmationOn(end)} as confirmation, x.manner,
      x.reservation <> '' or x.condition <> '' as reserved, ((s.stated_at at time zone 'Europe/Paris')::date)::text as "statedOn"
    from span s join positions x on x.id = s.id where s.until = 'infinity' order by s.point_id, s.holder_id`)
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
