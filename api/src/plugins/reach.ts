import { and, type AnyColumn, inArray, type SQL, sql } from 'drizzle-orm'
import type { Reach } from './access.ts'

/** The condition that a row's perimeter is reached; undefined when all are. */
export function within(column: AnyColumn | SQL, reach: Reach): SQL | undefined {
  if (reach === 'all') return undefined
  return reach.length === 0 ? sql`false` : inArray(sql`${column}`, [...reach])
}

/** The condition that a row's perimeter is the given one or lies below it. */
export const inPerimeter = (column: AnyColumn | SQL, perimeterId: string): SQL =>
  sql`${column} in (with recursive below(id) as (select ${perimeterId}::uuid union select p.id from perimeters p join below b on p.parent_id = b.id) select id from below)`

/** The condition that a row's perimeter is reached, or lies above one that is: what is settled above applies below. */
export function withinOrAbove(column: AnyColumn, reach: Reach): SQL | undefined {
  if (reach === 'all') return undefined
  return reach.length === 0 ? sql`false` : sql`${column} in (with recursive up(id, parent_id) as (select p.id, p.parent_id from perimeters p where ${inArray(sql`p.id`, [...reach])} union select p.id, p.parent_id from perimeters p join up on p.id = up.parent_id) select id from up)`
}

/** The condition that a row's perimeter is the given one or lies above it. */
export const aboveOf = (column: AnyColumn, perimeterId: string): SQL =>
  sql`${column} in (with recursive up(id, parent_id) as (select p.id, p.parent_id from perimeters p where p.id = ${perimeterId}::uuid union select p.id, p.parent_id from perimeters p join up on p.id = up.parent_id) select id from up)`

/** What is looked at: the perimeters reached, narrowed to one perimeter and those below it where it is named. */
export interface Territory { reach: Reach; perimeterId?: string | undefined }

/** The condition that a row's perimeter lies in a territory; undefined when all do. */
export const inScope = (column: AnyColumn | SQL, { reach, perimeterId }: Territory): SQL | undefined => and(within(column, reach), perimeterId ? inPerimeter(column, perimeterId) : undefined)
