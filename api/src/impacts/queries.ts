import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { plainText } from '../plugins/words.ts'
import { impactWhere, severity } from './filter.ts'
import { severityFrom } from './rules.ts'
import type { ImpactFilter } from './schemas.ts'

const { impacts, impactStakeholders, isoTies, stakeholders } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(impacts)

const sorts = { severity, title: plainText(impacts.title), reference: impacts.reference, updatedAt: impacts.updatedAt }

/**
 * Every column of the wire but `severityFrom`; what is counted is counted within reach. The outer row is named by hand:
 * drizzle leaves the table's name out in the list of a one-table select, and `id` would be the inner row's.
 */
function columns(reach: Reach) {
  const involved = (involvement: 'affected' | 'affecting') => sql<number>`(select count(*)::int from ${impactStakeholders} l join stakeholders on stakeholders.id = l.stakeholder_id where l.impact_id = impacts.id and l.involvement = ${involvement} and ${and(isNull(stakeholders.deletedAt), within(stakeholders.perimeterId, reach))})`
  const areaIds = (more: SQL) => sql<string[]>`array(select t.area_id from ${isoTies} t join areas a on a.id = t.area_id where t.impact_id = impacts.id ${more} order by a.rank)`
  return { ...own, severity, affected: involved('affected'), affecting: involved('affecting'), areaIds: areaIds(sql``), reviewedAreaIds: areaIds(sql`and t.reviewed_on is not null`) }
}

const complete = <T extends { sign: number; scale: number; scope: number; irremediability: number }>(row: T) => ({ ...row, sign: row.sign < 0 ? (-1 as const) : (1 as const), severityFrom: severityFrom(row) })

export type ImpactRow = NonNullable<Awaited<ReturnType<typeof findImpact>>>
type NewImpact = typeof impacts.$inferInsert

/** One page of impacts, the most severe first unless asked otherwise, each with the `key` that the next cursor needs. */
export async function listImpacts(db: Db, page: PageRequest & ImpactFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, impacts.id, secret)
  const rows = await db.select({ ...columns(reach), key: k.key }).from(impacts).where(and(impactWhere(page, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
  return rows.map(complete)
}

/** An impact within reach that was not removed, or null. */
export const findImpact = (db: Db, id: string, reach: Reach) => findOne(db, id, reach, isNull(impacts.deletedAt))
export const findRemovedImpact = (db: Db, id: string, reach: Reach) => findOne(db, id, reach, isNotNull(impacts.deletedAt))

async function findOne(db: Db, id: string, reach: Reach, where: SQL) {
  const [row] = await db.select(columns(reach)).from(impacts).where(and(eq(impacts.id, id), where, within(impacts.perimeterId, reach)))
  return row ? complete(row) : null
}

export async function insertImpact(db: Db, row: NewImpact): Promise<string> {
  const [inserted] = await db.insert(impacts).values(row).returning({ id: impacts.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. Its ISO ties follow it into another perimeter. */
export async function updateImpact(db: Db, before: ImpactRow, change: Partial<NewImpact>): Promise<boolean> {
  const rows = await db.update(impacts).set({ ...change, version: sql`${impacts.version} + 1`, updatedAt: new Date() }).where(and(eq(impacts.id, before.id), eq(impacts.version, before.version))).returning({ id: impacts.id })
  if (rows.length > 0 && change.perimeterId && change.perimeterId !== before.perimeterId) await db.update(isoTies).set({ perimeterId: change.perimeterId }).where(eq(isoTies.impactId, before.id))
  return rows.length > 0
}

export async function pillarExists(db: Db, id: string): Promise<boolean> {
  return (await db.select({ id: schema.pillars.id }).from(schema.pillars).where(eq(schema.pillars.id, id))).length > 0
}
