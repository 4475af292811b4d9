import { type Db, schema } from '@convergence/db'
import { type SQL, sql } from 'drizzle-orm'
import { type Among, current } from '../convergence/spans.ts'

const { positions } = schema

/** Narrows the computation; absent = now, every point, every holder. `asOf`: the last millisecond that counts. */
export interface CurrentScope { asOf?: Date | undefined; pointIds?: Among; holderIds?: Among }

/**
 * Sub-query of the ids of the current positions, by the rule of convergence/spans.ts. Board, matrix, pair, trace, map, sheet
 * and list all go by it, so that a position is current in all of them or in none.
 * Use: `where(inArray(positions.id, currentPositionIds({ asOf, pointIds })))`.
 */
export function currentPositionIds({ asOf, pointIds, holderIds }: CurrentScope = {}): SQL {
  const end = asOf ? sql`${new Date(asOf.getTime() + 1).toISOString()}::timestamptz` : sql`'infinity'::timestamptz`
  return sql`(with ${current(pointIds, end, holderIds)} select id from current)`
}

/** The condition that a row of `positions` is current. */
export const isCurrent = (scope: CurrentScope = {}): SQL => sql`${positions.id} in ${currentPositionIds(scope)}`

/** The ids of the current positions. */
export async function currentIds(db: Db, scope: CurrentScope): Promise<Set<string>> {
  const { rows } = await db.execute<{ id: string }>(currentPositionIds(scope))
  return new Set(rows.map((row) => row.id))
}

/** The last millisecond of a day YYYY-MM-DD in Paris, for `asOf`. */
export function endOfDay(day: string): Date {
  const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })
  const hour = paris.format(new Date(`${day}T22:30:00Z`)) === day ? 23 : 22
  return new Date(new Date(`${day}T${hour}:00:00Z`).getTime() - 1)
}
