import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { endOf } from '../plugins/day-bounds.ts'
import type { PositionState } from '../convergence/queries.ts'
import { stateOn, valueOn } from '../convergence/spans.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { endOfDay, isCurrent } from '../positions/current.ts'

const { points, positions } = schema

/** The latest valid position of each holder within reach on the wording in force at the end of a day; null when there is no such point. */
export async function holderPositions(db: Db, pointId: string, asOf: string | undefined, reach: Reach) {
  const [point] = await db.select({ id: points.id }).from(points).where(and(eq(points.id, pointId), isNull(points.deletedAt), within(points.perimeterId, reach)))
  if (!point) return null
  const end = asOf ? endOf(asOf) : sql`'infinity'::timestamptz`
  return db.select({ holderId: positions.holderId, state: stateOn(end, 'positions').mapWith(String) as SQL<PositionState>, value: valueOn(end, 'positions') as SQL<number | null> }).from(positions)
    .where(and(isCurrent({ asOf: asOf ? endOfDay(asOf) : undefined, pointIds: [pointId] }), within(positions.perimeterId, reach))).orderBy(positions.holderId)
}
