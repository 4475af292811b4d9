import { schema } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'

const { positions } = schema

/** Narrows the computation; absent = every point, every holder. */
export interface CurrentScope { asOf?: Date | undefined; pointIds?: readonly string[] | undefined; holderIds?: readonly string[] | undefined }

const listed = (column: SQL, ids: readonly string[] | undefined): SQL =>
  ids === undefined ? sql`true` : ids.length === 0 ? sql`false` : sql`${column} in (${sql.join(ids.map((id) => sql`${id}::uuid`), sql`, `)})`

/**
 * Sub-query (point_id, id, number) of the wording of each point that was current at `asOf` (now by default): the latest
 * made by then, or the first one for a day before it, since a record of the past may be older than its file.
 */
export function currentVersions(scope: Pick<CurrentScope, 'asOf' | 'pointIds'> = {}): SQL {
  const which = listed(sql`v.point_id`, scope.pointIds)
  if (!scope.asOf) return sql`(select distinct on (v.point_id) v.point_id, v.id, v.number from point_versions v where ${which} order by v.point_id, v.number desc)`
  const known = sql`v.created_at <= ${scope.asOf.toISOString()}::timestamptz`
  return sql`(select distinct on (v.point_id) v.point_id, v.id, v.number from point_versions v where ${which}
    order by v.point_id, (${known}) desc, case when ${known} then v.number else -v.number end desc)`
}

/**
 * Sub-query of the ids of the current positions as of a day (now by default): of each holder of each point, the latest row
 * by statement then by record, not withdrawn, on the wording current at that day. An abstention or a question without
 * answer replaces an earlier opinion; "not asked" and "left before" are no statement, and replace none (as on the board).
 * Use: `where(inArray(positions.id, currentPositionIds({ asOf, pointIds })))`.
 */
export function currentPositionIds(scope: CurrentScope = {}): SQL {
  const stated = scope.asOf ? sql`p.stated_at <= ${scope.asOf.toISOString()}::timestamptz` : sql`true`
  return sql`(select distinct on (p.point_id, p.holder_id) p.id from positions p join ${currentVersions(scope)} cv on cv.id = p.point_version_id
    where p.withdrawn_at is null and ${stated} and ${listed(sql`p.point_id`, scope.pointIds)} and ${listed(sql`p.holder_id`, scope.holderIds)}
    order by p.point_id, p.holder_id, p.state in ('not_asked', 'left_before'), p.stated_at desc, p.recorded_at desc, p.id desc)`
}

/** The condition that a row of `positions` is current. */
export const isCurrent = (scope: CurrentScope = {}): SQL => sql`${positions.id} in ${currentPositionIds(scope)}`

/** The last millisecond of a day YYYY-MM-DD in Paris, for `asOf`. */
export function endOfDay(day: string): Date {
  const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })
  const hour = paris.format(new Date(`${day}T22:30:00Z`)) === day ? 23 : 22
  return new Date(new Date(`${day}T${hour}:00:00Z`).getTime() - 1)
}
