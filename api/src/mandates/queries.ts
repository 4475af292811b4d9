import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import type { MandateListQuery } from './schemas.ts'

const { mandates, stakeholders } = schema
const { deletedAt: _deletedAt, ...columns } = getTableColumns(mandates)

export type MandateRow = Awaited<ReturnType<typeof findMandate>> & object
type NewMandate = typeof mandates.$inferInsert

const sorts = { createdAt: mandates.createdAt, role: mandates.role }

/** The condition that imprecise dates may cover the day; texts compare by bytes, so that no collation reads the hyphens. */
export const mayCover = (startOn: PgColumn, endOn: PgColumn, day: string): SQL =>
  sql`((${startOn} is null or ${startOn} collate "C" <= ${day}) and (${endOn} is null or (${endOn} || '-99-99') collate "C" >= ${day}))`

/** A mandate is told when both its parties are within reach and were not removed. */
const bothKnown = (reach: Reach): SQL | undefined => and(partyKnown(mandates.personId, reach), partyKnown(mandates.organisationId, reach))

const partyKnown = (column: PgColumn, reach: Reach): SQL =>
  sql`exists (select 1 from ${stakeholders} where ${and(sql`${stakeholders.id} = ${column}`, isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach))})`

/** One page of mandates, each with the `key` that the next cursor needs. */
export function listMandates(db: Db, page: z.output<typeof MandateListQuery>, reach: Reach, secret: string) {
  const k = keyset(page, sorts, mandates.id, secret)
  return db.select({ ...columns, key: k.key }).from(mandates).where(and(
    isNull(mandates.deletedAt), within(mandates.perimeterId, reach), bothKnown(reach),
    page.personId ? eq(mandates.personId, page.personId) : undefined,
    page.organisationId ? eq(mandates.organisationId, page.organisationId) : undefined,
    page.asOf ? mayCover(mandates.startOn, mandates.endOn, page.asOf) : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

const found = async (db: Db, id: string, reach: Reach, state: SQL) => {
  const [row] = await db.select(columns).from(mandates).where(and(eq(mandates.id, id), state, within(mandates.perimeterId, reach), bothKnown(reach)))
  return row ?? null
}

/** A mandate within reach that was not removed, or null. */
export const findMandate = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(mandates.deletedAt))
export const findRemovedMandate = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(mandates.deletedAt))

export async function insertMandate(db: Db, row: NewMandate) {
  const [inserted] = await db.insert(mandates).values(row).returning(columns)
  if (!inserted) throw new Error('insert returned no row')
  return inserted
}

/** Applies a change to a version; null when the row is not at that version any more. */
export async function updateMandate(db: Db, before: MandateRow, change: Partial<NewMandate> & { deletedAt?: Date | null }) {
  const [row] = await db.update(mandates).set({ ...change, version: sql`${mandates.version} + 1`, updatedAt: new Date() }).where(and(eq(mandates.id, before.id), eq(mandates.version, before.version))).returning(columns)
  return row ?? null
}
