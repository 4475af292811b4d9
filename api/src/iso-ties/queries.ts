import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import type { IsoTarget, IsoTieFilter } from './schemas.ts'

const { isoTies, impacts, expectations, points, commitments, indicators } = schema
const { impactId, expectationId, pointId, commitmentId, indicatorId, ...own } = getTableColumns(isoTies)
const columns = {
  ...own,
  targetType: sql<IsoTarget>`case when ${impactId} is not null then 'impact' when ${expectationId} is not null then 'expectation' when ${pointId} is not null then 'point' when ${commitmentId} is not null then 'commitment' else 'indicator' end`,
  targetId: sql<string>`coalesce(${impactId}, ${expectationId}, ${pointId}, ${commitmentId}, ${indicatorId})`,
  targetTitle: sql<string>`coalesce(${impacts.title}, ${expectations.statement}, ${points.title}, ${commitments.statement}, ${indicators.title}, '')`,
}
const columnOf = { impact: impactId, expectation: expectationId, point: pointId, commitment: commitmentId, indicator: indicatorId } as const
const sorts = { createdAt: isoTies.createdAt, updatedAt: isoTies.updatedAt }

export type IsoTieRow = NonNullable<Awaited<ReturnType<typeof findIsoTie>>>

const standing = (reach: Reach): SQL | undefined => and(within(isoTies.perimeterId, reach), isNull(impacts.deletedAt), isNull(expectations.deletedAt), isNull(points.deletedAt), isNull(commitments.deletedAt), isNull(indicators.deletedAt))

const select = <T extends object>(db: Db, more: T) =>
  db.select({ ...columns, ...more } as typeof columns & T).from(isoTies).leftJoin(impacts, eq(impacts.id, impactId)).leftJoin(expectations, eq(expectations.id, expectationId)).leftJoin(points, eq(points.id, pointId)).leftJoin(commitments, eq(commitments.id, commitmentId)).leftJoin(indicators, eq(indicators.id, indicatorId)).$dynamic()

/** One page of ties whose target stands, within reach. */
export function listIsoTies(db: Db, page: PageRequest & IsoTieFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, isoTies.id, secret)
  const targetId = page.targetId ? sql`${page.targetId} in (${impactId}, ${expectationId}, ${pointId}, ${commitmentId}, ${indicatorId})` : undefined
  const where = and(
    standing(reach), targetId, k.where,
    page.areaId ? eq(isoTies.areaId, page.areaId) : undefined,
    page.targetType ? isNotNull(columnOf[page.targetType]) : undefined,
    page.reviewed === undefined ? undefined : page.reviewed ? isNotNull(isoTies.reviewedOn) : isNull(isoTies.reviewedOn),
    page.perimeterId ? inPerimeter(isoTies.perimeterId, page.perimeterId) : undefined,
  )
  return select(db, { key: k.key }).where(where).orderBy(...k.orderBy).limit(k.limit)
}

export async function findIsoTie(db: Db, id: string, reach: Reach) {
  const [row] = await select(db, {}).where(and(eq(isoTies.id, id), standing(reach)))
  return row ?? null
}

/** The perimeter of a target within reach that was not removed, or null. */
export async function findTargetPerimeter(db: Db, type: IsoTarget, id: string, reach: Reach): Promise<string | null> {
  const table = { impact: impacts, expectation: expectations, point: points, commitment: commitments, indicator: indicators }[type]
  const [row] = await db.select({ perimeterId: table.perimeterId }).from(table).where(and(eq(table.id, id), isNull(table.deletedAt), within(table.perimeterId, reach)))
  return row?.perimeterId ?? null
}

export async function areaExists(db: Db, id: string): Promise<boolean> {
  return (await db.select({ id: schema.areas.id }).from(schema.areas).where(eq(schema.areas.id, id))).length > 0
}

/** Ties a target to an area; null when it is tied to it already. */
export async function insertIsoTie(db: Db, row: { areaId: string; perimeterId: string; targetType: IsoTarget; targetId: string }): Promise<string | null> {
  const { areaId, perimeterId, targetType, targetId } = row
  const [inserted] = await db.insert(isoTies).values({ areaId, perimeterId, [`${targetType}Id`]: targetId }).onConflictDoNothing().returning({ id: isoTies.id })
  return inserted?.id ?? null
}

/** Sets or clears the review of a version; false when the row is not at that version any more. */
export async function reviewIsoTie(db: Db, before: IsoTieRow, review: { reviewedBy: string | null; reviewedOn: string | null }): Promise<boolean> {
  const rows = await db.update(isoTies).set({ ...review, version: sql`${isoTies.version} + 1`, updatedAt: new Date() }).where(and(eq(isoTies.id, before.id), eq(isoTies.version, before.version))).returning({ id: isoTies.id })
  return rows.length > 0
}

export const deleteIsoTie = (db: Db, id: string) => db.delete(isoTies).where(eq(isoTies.id, id))
