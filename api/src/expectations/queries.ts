import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import type { ExpectationListQuery } from './schemas.ts'

const { expectations, stakeholders, areas } = schema
const { deletedAt: _deletedAt, ...columns } = getTableColumns(expectations)

export type ExpectationRow = Awaited<ReturnType<typeof findExpectation>> & object
type NewExpectation = typeof expectations.$inferInsert

const sorts = { statedOn: expectations.statedOn, weight: expectations.weight }

const holderKnown = (reach: Reach): SQL =>
  sql`exists (select 1 from ${stakeholders} where ${and(sql`${stakeholders.id} = ${expectations.stakeholderId}`, isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach))})`

/** One page of expectations of stakeholders within reach, each with the `key` that the next cursor needs. */
export function listExpectations(db: Db, page: z.output<typeof ExpectationListQuery>, reach: Reach, secret: string) {
  const k = keyset(page, sorts, expectations.id, secret)
  return db.select({ ...columns, key: k.key }).from(expectations).where(and(
    isNull(expectations.deletedAt), within(expectations.perimeterId, reach), holderKnown(reach),
    page.stakeholderId ? eq(expectations.stakeholderId, page.stakeholderId) : undefined,
    page.areaId ? eq(expectations.areaId, page.areaId) : undefined,
    page.horizon ? eq(expectations.horizon, page.horizon) : undefined,
    page.scenario === undefined ? undefined : eq(expectations.scenario, page.scenario),
    page.asOf ? lte(expectations.statedOn, page.asOf) : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

const found = async (db: Db, id: string, reach: Reach, state: SQL) => {
  const [row] = await db.select(columns).from(expectations).where(and(eq(expectations.id, id), state, within(expectations.perimeterId, reach), holderKnown(reach)))
  return row ?? null
}

/** An expectation within reach that was not removed, or null. */
export const findExpectation = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(expectations.deletedAt))
export const findRemovedExpectation = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(expectations.deletedAt))

export async function insertExpectation(db: Db, row: NewExpectation) {
  const [inserted] = await db.insert(expectations).values(row).returning(columns)
  if (!inserted) throw new Error('insert returned no row')
  return inserted
}

/** Applies a change to a version; null when the row is not at that version any more. */
export async function updateExpectation(db: Db, before: ExpectationRow, change: Partial<NewExpectation> & { deletedAt?: Date | null }) {
  const [row] = await db.update(expectations).set({ ...change, version: sql`${expectations.version} + 1`, updatedAt: new Date() }).where(and(eq(expectations.id, before.id), eq(expectations.version, before.version))).returning(columns)
  return row ?? null
}

export async function areaExists(db: Db, id: string): Promise<boolean> {
  const rows = await db.select({ id: areas.id }).from(areas).where(eq(areas.id, id))
  return rows.length > 0
}
