import { type Db, schema } from '@convergence/db'
import { and, eq, isNull } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'
import { endOfDay, isCurrent } from '../positions/current.ts'

const { points, positions } = schema

/** The latest valid position of each holder within reach on the wording in force at the end of a day; null when there is no such point. */
export async function holderPositions(db: Db, pointId: string, asOf: string | undefined, reach: Reach) {
  const [point] = await db.select({ id: points.id }).from(points).where(and(eq(points.id, pointId), isNull(points.deletedAt), within(points.perimeterId, reach)))
  if (!point) return null
  return db.select({ holderId: positions.holderId, state: positions.state, value: positions.value }).from(positions)
    .where(and(isCurrent({ asOf: asOf ? endOfDay(asOf) : undefined, pointIds: [pointId] }), within(positions.perimeterId, reach))).orderBy(positions.holderId)
}
