import { and, type AnyColumn, inArray, type SQL, sql } from 'drizzle-orm'
import type { Reach } from './access.ts'

/** The condition that a row's perimeter is reached; undefined when all are. */
export function within(column: AnyColumn, reach: Reach): SQL | undefined {
  if (reach === 'all') return undefined
  return reach.length === 0 ? sql`false` : inArray(column, [...reach])
}

/** The condition that a row's perimeter is the given one or lies below it. */
export const inPerimeter = (column: AnyColumn, perimeterId: string): SQL =>
  sql`${column} in (with recursive below(id) as (select ${perimeterId}::uuid union select p.id from perimeters p join below b on p.parent_id = b.id) select id from below)`

/** What is looked at: the perimeters reached, narrowed to one perimeter and those below it where it is named. */
export interface Territory { reach: Reach; perimeterId?: string | undefined }

/** The condition that a row's perimeter lies in a territory; undefined when all do. */
export const inScope = (column: AnyColumn, { reach, perimeterId }: Territory): SQL | undefined => and(within(column, reach), perimeterId ? inPerimeter(column, perimeterId) : undefined)
