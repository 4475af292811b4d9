import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { severityFrom } from '../impacts/rules.ts'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { endOfDay } from '../positions/current.ts'
import { type Naming, seesWho } from '../scores/naming.ts'
import { currentAssessments, onHumanRights, weigh, type Weighed } from './current.ts'
import type { ImpactAssessmentListQuery } from './schemas.ts'

const { impactAssessments, impacts, stakeholders, users } = schema

const columnsAt = (asOf: Date | undefined) => ({
  ...getTableColumns(impactAssessments), impactTitle: impacts.title, impactReference: impacts.reference, sign: impacts.sign, stakeholderName: stakeholders.name, recordedByName: users.name,
  humanRights: onHumanRights(sql`${impacts.id}`),
  // What a reader sees is current among all that was said, whatever their reach.
  current: sql<boolean>`${impactAssessments.id} in (select c.id from ${currentAssessments({ asOf, reach: 'all' })} c where c.impact_id = ${impactAssessments.impactId})`,
})
const select = <T extends object>(db: Db, more: T, asOf?: Date) => {
  const columns = columnsAt(asOf)
  return db.select({ ...columns, ...more } as typeof columns & T).from(impactAssessments)
    .innerJoin(impacts, and(eq(impacts.id, impactAssessments.impactId), isNull(impacts.deletedAt)))
    .leftJoin(stakeholders, eq(stakeholders.id, impactAssessments.stakeholderId)).leftJoin(users, eq(users.id, impactAssessments.recordedBy)).$dynamic()
}
const complete = <T extends Weighed>(row: T) => ({ ...row, ...weigh(row), severityFrom: severityFrom(row) })
export type AssessmentRow = NonNullable<Awaited<ReturnType<typeof findAssessment>>>

// What names who speaks; a reason says it as surely as a name.
const nobody = { recordedBy: null, recordedByName: null, stakeholderId: null, stakeholderName: null, reason: '' } as const
/** The assessment as this reader may see it: as for scores, who said what is told to those who work with it. */
export const seenBy = <T extends { perimeterId: string; recordedBy: string | null }>(naming: Naming, row: T) => (seesWho(naming, { ...row, authorId: row.recordedBy }) ? row : { ...row, ...nobody })

/** One page of assessments of impacts within reach, the latest first. */
export async function listAssessments(db: Db, page: z.output<typeof ImpactAssessmentListQuery>, reach: Reach, naming: Naming, secret: string) {
  const k = keyset(page, { statedAt: impactAssessments.statedAt }, impactAssessments.id, secret)
  const asOf = page.asOf ? endOfDay(page.asOf) : undefined
  // To ask for the assessments of one stakeholder is to ask whose they are.
  const named = page.stakeholderId === undefined || naming.reach === 'all' ? undefined : or(within(impactAssessments.perimeterId, naming.reach), naming.userId ? eq(impactAssessments.recordedBy, naming.userId) : sql`false`)
  const rows = await select(db, { key: k.key }, asOf).where(and(
    within(impacts.perimeterId, reach), named, page.withdrawn ? isNotNull(impactAssessments.withdrawnAt) : isNull(impactAssessments.withdrawnAt),
    page.impactId ? eq(impactAssessments.impactId, page.impactId) : undefined, page.stakeholderId ? eq(impactAssessments.stakeholderId, page.stakeholderId) : undefined,
    page.capacity ? eq(impactAssessments.capacity, page.capacity) : undefined, page.horizon ? eq(impactAssessments.horizon, page.horizon) : undefined,
    page.scenario === undefined ? undefined : eq(impactAssessments.scenario, page.scenario), asOf ? lte(impactAssessments.statedAt, asOf) : undefined,
    page.current ? sql`${impactAssessments.id} in (select c.id from ${currentAssessments({ asOf, reach: 'all' })} c)` : undefined, k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
  return rows.map((row) => seenBy(naming, complete(row)))
}

/** The assessment within reach, or null. */
export async function findAssessment(db: Db, id: string, reach: Reach) {
  const [row] = await select(db, {}).where(and(eq(impactAssessments.id, id), within(impacts.perimeterId, reach)))
  return row ? complete(row) : null
}

/** Those of an impact that count today and at one horizon under one scenario, the latest first; `limit` at most. */
export async function assessmentsBehind(db: Db, { impactId, horizon, scenario, asOf, limit }: { impactId: string; horizon: AssessmentRow['horizon']; scenario: string; asOf?: Date | undefined; limit: number }) {
  const wanted = sql`${impactAssessments.id} in (select c.id from ${currentAssessments({ asOf, reach: 'all', impactIds: [impactId] })} c where c.horizon = 'now' or (c.horizon = ${horizon} and c.scenario = ${scenario}))`
  const rows = await select(db, {}, asOf).where(and(inArray(impactAssessments.impactId, [impactId]), wanted)).orderBy(sql`${impactAssessments.statedAt} desc`, impactAssessments.id).limit(limit)
  return { rows: rows.map(complete), total: await db.$count(impactAssessments, wanted) }
}

export async function insertAssessment(db: Db, row: typeof impactAssessments.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(impactAssessments).values(row).returning({ id: impactAssessments.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Sets or lifts the withdrawal; false when somebody else did so meanwhile. */
export async function markWithdrawn(db: Db, id: string, withdrawnAt: Date | null): Promise<boolean> {
  const rows = await db.update(impactAssessments).set({ withdrawnAt }).where(and(eq(impactAssessments.id, id), withdrawnAt ? isNull(impactAssessments.withdrawnAt) : isNotNull(impactAssessments.withdrawnAt))).returning({ id: impactAssessments.id })
  return rows.length > 0
}
