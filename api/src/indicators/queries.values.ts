import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, gte, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { mayDo } from './rules.ts'
import type { IndicatorValueListQuery } from './schemas.values.ts'

const { files, indicatorValues, perimeters, relays, users } = schema
const validators = alias(users, 'validators')
const freezers = alias(users, 'freezers')

// The outer row is named by hand: drizzle leaves the table's name out in the list of a one-table select.
const columns = {
  ...getTableColumns(indicatorValues), perimeterName: perimeters.name, recordedByName: users.name, relayName: relays.name, validatedByName: validators.name, frozenByName: freezers.name, evidenceType: files.mediaType,
  restatedById: sql<string | null>`(select r.id from indicator_values r where r.restates_id = indicator_values.id and r.withdrawn_at is null order by r.stated_at desc, r.id desc limit 1)`,
  current: sql<boolean>`(indicator_values.id = (select v.id from indicator_values v where v.indicator_id = indicator_values.indicator_id and v.perimeter_id = indicator_values.perimeter_id and v.period_start = indicator_values.period_start and v.withdrawn_at is null
    order by (v.status in ('validated', 'frozen')) desc, v.stated_at desc, v.id desc limit 1))`.mapWith(Boolean),
}

const select = <T extends object>(db: Db, more: T) =>
  db.select({ ...columns, ...more } as typeof columns & T).from(indicatorValues).innerJoin(perimeters, eq(perimeters.id, indicatorValues.perimeterId)).leftJoin(users, eq(users.id, indicatorValues.recordedBy)).leftJoin(relays, eq(relays.id, indicatorValues.relayId))
    .leftJoin(validators, eq(validators.id, indicatorValues.validatedBy)).leftJoin(freezers, eq(freezers.id, indicatorValues.frozenBy)).leftJoin(files, eq(files.id, indicatorValues.evidenceFileId)).$dynamic()

interface Raw { status: (typeof schema.indicatorValueStatus.enumValues)[number]; withdrawnAt: Date | null; current: boolean | null; restatedById: string | null }
const complete = <T extends Raw>(row: T) => ({ ...row, current: row.current === true, mayDo: row.withdrawnAt ? [] : mayDo(row.status).filter((deed) => deed !== 'restate' || row.restatedById === null) })

export type ValueRow = Awaited<ReturnType<typeof findValue>> & object

/** One page of the values of an indicator within reach, the latest period first. */
export async function listValues(db: Db, indicatorId: string, page: z.output<typeof IndicatorValueListQuery>, reach: Reach, secret: string) {
  const k = keyset(page, { periodEnd: indicatorValues.periodEnd }, indicatorValues.id, secret)
  const rows = await select(db, { key: k.key }).where(and(
    eq(indicatorValues.indicatorId, indicatorId), within(indicatorValues.perimeterId, reach), k.where,
    page.withdrawn ? undefined : isNull(indicatorValues.withdrawnAt),
    page.perimeterId ? inPerimeter(indicatorValues.perimeterId, page.perimeterId) : undefined,
    page.status ? inArray(indicatorValues.status, page.status) : undefined,
    page.from ? gte(indicatorValues.periodEnd, page.from) : undefined, page.to ? lte(indicatorValues.periodStart, page.to) : undefined,
  )).orderBy(...k.orderBy).limit(k.limit)
  return rows.map(complete)
}

/** One value of an indicator within reach, withdrawn ones too; or null. */
export async function findValue(db: Db, indicatorId: string, id: string, reach: Reach) {
  const [row] = await select(db, {}).where(and(eq(indicatorValues.id, id), eq(indicatorValues.indicatorId, indicatorId), within(indicatorValues.perimeterId, reach)))
  return row ? complete(row) : null
}

/** What stands for a perimeter and a period, the latest said first. */
export const standingValues = (db: Db, of: { indicatorId: string; perimeterId: string; periodStart: string }) =>
  db.select().from(indicatorValues).where(and(eq(indicatorValues.indicatorId, of.indicatorId), eq(indicatorValues.perimeterId, of.perimeterId), eq(indicatorValues.periodStart, of.periodStart), isNull(indicatorValues.withdrawnAt))).orderBy(sql`${indicatorValues.statedAt} desc, ${indicatorValues.id} desc`)

export async function insertValue(db: Db, row: typeof indicatorValues.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(indicatorValues).values(row).returning({ id: indicatorValues.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateValue(db: Db, before: { id: string; version: number }, change: Partial<typeof indicatorValues.$inferInsert>): Promise<boolean> {
  const rows = await db.update(indicatorValues).set({ ...change, version: sql`${indicatorValues.version} + 1`, updatedAt: new Date() }).where(and(eq(indicatorValues.id, before.id), eq(indicatorValues.version, before.version))).returning({ id: indicatorValues.id })
  return rows.length > 0
}

/** The current value of each perimeter and period of these indicators, with what a restatement corrects. */
export async function currentValues(db: Db, indicatorIds: readonly string[], reach: Reach, more: SQL | undefined = undefined) {
  if (indicatorIds.length === 0) return []
  const v = alias(indicatorValues, 'v')
  const former = alias(indicatorValues, 'former')
  return db.selectDistinctOn([v.indicatorId, v.perimeterId, v.periodStart], {
    id: v.id, indicatorId: v.indicatorId, perimeterId: v.perimeterId, periodStart: v.periodStart, periodEnd: v.periodEnd, value: v.value, numerator: v.numerator, denominator: v.denominator, count: v.count, status: v.status, statedAt: v.statedAt, restatesId: v.restatesId, fictional: v.fictional, frozenBefore: former.value,
  }).from(v).leftJoin(former, eq(former.id, v.restatesId)).where(and(inArray(v.indicatorId, [...indicatorIds]), isNull(v.withdrawnAt), within(v.perimeterId, reach), more))
    .orderBy(v.indicatorId, v.perimeterId, v.periodStart, sql`(${v.status} in ('validated', 'frozen')) desc`, sql`${v.statedAt} desc`, sql`${v.id} desc`)
}
export type CurrentValue = Awaited<ReturnType<typeof currentValues>>[number]
