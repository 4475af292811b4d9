import { type Db, schema } from '@convergence/db'
import { and, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import { commonErrors } from '../errors.ts'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'

const { areas, impacts, isoTies, pointImpacts, positions } = schema

interface Ties { areaIds?: readonly string[] | undefined; impactIds?: readonly string[] | undefined }

/** Refuses areas that do not exist and impacts out of reach. */
export async function requireTies(tx: Db, ties: Ties, reach: Reach): Promise<void> {
  const areaIds = [...new Set(ties.areaIds ?? [])]
  const impactIds = [...new Set(ties.impactIds ?? [])]
  const known = areaIds.length === 0 ? 0 : await tx.$count(areas, inArray(areas.id, areaIds))
  if (known !== areaIds.length) throw unknown('/areaIds')
  const reached = impactIds.length === 0 ? 0 : await tx.$count(impacts, and(inArray(impacts.id, impactIds), isNull(impacts.deletedAt), within(impacts.perimeterId, reach)))
  if (reached !== impactIds.length) throw unknown('/impactIds')
}

const unknown = (pointer: string) => commonErrors['unknown-reference']({ errors: [{ pointer, code: 'unknown', message: 'unknown id' }] })

/** Sets the areas and impacts of a point; what is absent stays, and a reviewed tie that is kept keeps its review. */
export async function setTies(tx: Db, point: { id: string; perimeterId: string }, ties: Ties): Promise<void> {
  if (ties.areaIds) {
    const wanted = [...new Set(ties.areaIds)]
    await tx.delete(isoTies).where(and(eq(isoTies.pointId, point.id), wanted.length ? notInArray(isoTies.areaId, wanted) : undefined))
    if (wanted.length) await tx.insert(isoTies).values(wanted.map((areaId) => ({ areaId, pointId: point.id, perimeterId: point.perimeterId }))).onConflictDoNothing()
  }
  if (ties.impactIds) {
    const wanted = [...new Set(ties.impactIds)]
    await tx.delete(pointImpacts).where(and(eq(pointImpacts.pointId, point.id), wanted.length ? notInArray(pointImpacts.impactId, wanted) : undefined))
    if (wanted.length) await tx.insert(pointImpacts).values(wanted.map((impactId) => ({ impactId, pointId: point.id }))).onConflictDoNothing()
  }
}

/** Rights follow the point: its ties and positions move to its perimeter with it. */
export async function movePerimeter(tx: Db, pointId: string, perimeterId: string): Promise<void> {
  await tx.update(isoTies).set({ perimeterId, version: sql`${isoTies.version} + 1`, updatedAt: new Date() }).where(eq(isoTies.pointId, pointId))
  await tx.update(positions).set({ perimeterId }).where(eq(positions.pointId, pointId))
}
