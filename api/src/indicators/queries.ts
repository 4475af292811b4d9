import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { plainText } from '../plugins/words.ts'
import { appliesWithin, indicatorWhere } from './filter.ts'
import type { IndicatorFilter } from './schemas.ts'

const { areas, commitmentIndicators, commitments, indicators, indicatorValues, isoTies, perimeters, pillars, practices } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(indicators)

/** `commitmentIds` names those within reach alone. */
const columns = (reach: Reach) => ({
  ...own, perimeterName: perimeters.name,
  areaIds: sql<string[]>`array(select t.area_id from iso_ties t join areas a on a.id = t.area_id where t.indicator_id = indicators.id order by a.rank)`,
  commitmentIds: sql<string[]>`array(select t.commitment_id from commitment_indicators t join commitments on commitments.id = t.commitment_id and ${and(isNull(commitments.deletedAt), within(commitments.perimeterId, reach)) ?? sql`true`} where t.indicator_id = indicators.id order by commitments.reference)`,
  commitments: sql<{ id: string; label: string }[]>`coalesce((select json_agg(json_build_object('id', commitments.id, 'label', commitments.statement) order by commitments.reference) from commitment_indicators t join commitments on commitments.id = t.commitment_id and ${and(isNull(commitments.deletedAt), within(commitments.perimeterId, reach)) ?? sql`true`} where t.indicator_id = indicators.id), '[]')`,
})
const sorts = { title: sql`${plainText(indicators.title)} collate "C"`, reference: indicators.reference, updatedAt: indicators.updatedAt }

export type BareIndicator = Awaited<ReturnType<typeof findBareIndicator>> & object

/** One page of indicators, each with the `key` that the next cursor needs. */
export function listBareIndicators(db: Db, page: PageRequest & IndicatorFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, indicators.id, secret)
  return db.select({ ...columns(reach), key: k.key }).from(indicators).innerJoin(perimeters, eq(perimeters.id, indicators.perimeterId)).where(and(indicatorWhere(page, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
}

/** An indicator that applies within reach and was not removed, or null. */
export const findBareIndicator = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(indicators.deletedAt))
export const findRemovedIndicator = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(indicators.deletedAt))

async function found(db: Db, id: string, reach: Reach, state: SQL) {
  const [row] = await db.select(columns(reach)).from(indicators).innerJoin(perimeters, eq(perimeters.id, indicators.perimeterId)).where(and(eq(indicators.id, id), state, appliesWithin(indicators.perimeterId, reach)))
  return row ?? null
}

/** Locks the indicator, so that its values are given one after the other. */
export const lockIndicator = (tx: Db, id: string) => tx.select({ id: indicators.id }).from(indicators).where(eq(indicators.id, id)).for('update')

export async function insertIndicator(db: Db, row: typeof indicators.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(indicators).values(row).returning({ id: indicators.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateIndicator(db: Db, before: { id: string; version: number }, change: Partial<typeof indicators.$inferInsert>): Promise<boolean> {
  const rows = await db.update(indicators).set({ ...change, version: sql`${indicators.version} + 1`, updatedAt: new Date() }).where(and(eq(indicators.id, before.id), eq(indicators.version, before.version))).returning({ id: indicators.id })
  return rows.length > 0
}

export const hasValues = async (db: Db, indicatorId: string): Promise<boolean> => (await db.$count(indicatorValues, and(eq(indicatorValues.indicatorId, indicatorId), isNull(indicatorValues.withdrawnAt)))) > 0

/** Which of what is named does not exist, or lies out of reach: the pointer of the first; null when all is there. */
export async function unknownAmong(db: Db, named: { areaIds?: readonly string[] | undefined; commitmentIds?: readonly string[] | undefined; pillarId?: string | null | undefined; practiceId?: string | null | undefined }, reach: Reach): Promise<string | null> {
  const areaIds = [...new Set(named.areaIds ?? [])]
  if (areaIds.length > 0 && (await db.$count(areas, inArray(areas.id, areaIds))) !== areaIds.length) return '/areaIds'
  const commitmentIds = [...new Set(named.commitmentIds ?? [])]
  if (commitmentIds.length > 0 && (await db.$count(commitments, and(inArray(commitments.id, commitmentIds), isNull(commitments.deletedAt), within(commitments.perimeterId, reach)))) !== commitmentIds.length) return '/commitmentIds'
  if (named.pillarId && (await db.$count(pillars, eq(pillars.id, named.pillarId))) === 0) return '/pillarId'
  return named.practiceId && (await db.$count(practices, eq(practices.id, named.practiceId))) === 0 ? '/practiceId' : null
}

/** Sets the ISO areas of an indicator; a reviewed tie that is kept keeps its review. */
export async function setAreas(tx: Db, indicator: { id: string; perimeterId: string }, areaIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(areaIds)]
  await tx.delete(isoTies).where(and(eq(isoTies.indicatorId, indicator.id), wanted.length ? notInArray(isoTies.areaId, wanted) : undefined))
  if (wanted.length) await tx.insert(isoTies).values(wanted.map((areaId) => ({ areaId, indicatorId: indicator.id, perimeterId: indicator.perimeterId }))).onConflictDoNothing()
}

/** Sets the commitments within reach that an indicator tells of; those out of reach stay tied. */
export async function setCommitments(tx: Db, indicatorId: string, commitmentIds: readonly string[], reach: Reach): Promise<void> {
  const wanted = [...new Set(commitmentIds)]
  const reached = within(commitments.perimeterId, reach)
  await tx.delete(commitmentIndicators).where(and(eq(commitmentIndicators.indicatorId, indicatorId), wanted.length ? notInArray(commitmentIndicators.commitmentId, wanted) : undefined, reached ? sql`exists (select 1 from commitments where commitments.id = ${commitmentIndicators.commitmentId} and ${reached})` : undefined))
  if (wanted.length) await tx.insert(commitmentIndicators).values(wanted.map((commitmentId) => ({ commitmentId, indicatorId }))).onConflictDoNothing()
}
