import { type Db, schema } from '@convergence/db'
import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'

const { points, pointVersions, positions } = schema

/** The latest valid position of each holder within reach on the wording in force at the end of a day; null when there is no such point. */
export async function holderPositions(db: Db, pointId: string, asOf: string | undefined, reach: Reach) {
  const [point] = await db.select({ id: points.id }).from(points).where(and(eq(points.id, pointId), isNull(points.deletedAt), within(points.perimeterId, reach)))
  if (!point) return null
  const end = asOf ? new Date(`${asOf}T23:59:59.999Z`) : new Date()
  const [version] = await db.select({ id: pointVersions.id }).from(pointVersions).where(and(eq(pointVersions.pointId, pointId), lte(pointVersions.createdAt, end))).orderBy(sql`${pointVersions.number} desc`).limit(1)
  if (!version) return []
  return db.selectDistinctOn([positions.holderId], { holderId: positions.holderId, state: positions.state, value: positions.value }).from(positions)
    .where(and(eq(positions.pointVersionId, version.id), isNull(positions.withdrawnAt), lte(positions.statedAt, end), within(positions.perimeterId, reach)))
    .orderBy(positions.holderId, sql`${positions.statedAt} desc`, sql`${positions.recordedAt} desc`, sql`${positions.id} desc`)
}
