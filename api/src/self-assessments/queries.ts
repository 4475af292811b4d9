import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { periodOf } from '../quality/periods.ts'
import type { SelfAssessmentFilter } from './schemas.ts'

const { selfAssessments: rows, users } = schema
const latest = sql`(select x.id from self_assessments x where x.perimeter_id = self_assessments.perimeter_id and x.principle = self_assessments.principle and x.period_start = self_assessments.period_start and x.period_end = self_assessments.period_end and x.withdrawn_at is null
  order by x.stated_at desc, x.id desc limit 1)`
const current = sql<boolean>`coalesce(self_assessments.id = ${latest}, false)`
const select = <T extends object>(db: Db, more: T) => {
  const columns = { ...getTableColumns(rows), recordedByName: users.name, current }
  return db.select({ ...columns, ...more } as typeof columns & T).from(rows).leftJoin(users, eq(users.id, rows.recordedBy)).$dynamic()
}

/** One page of what was stated, the latest first unless asked otherwise. */
export function listSelfAssessments(db: Db, page: SelfAssessmentFilter, reach: Reach, secret: string) {
  const k = keyset(page, { statedAt: rows.statedAt }, rows.id, secret)
  const days = page.period ? periodOf(page.period) : null
  return select(db, { key: k.key }).where(and(
    within(rows.perimeterId, reach), isNull(rows.withdrawnAt),
    page.perimeterId ? eq(rows.perimeterId, page.perimeterId) : undefined, page.principle ? eq(rows.principle, page.principle) : undefined,
    days ? and(eq(rows.periodStart, days.from), eq(rows.periodEnd, days.to)) : undefined,
    page.current === undefined ? undefined : page.current ? current : sql`not ${current}`, k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

/** What was stated, withdrawn or not; or null. */
export async function findSelfAssessment(db: Db, id: string, reach: Reach) {
  const [row] = await select(db, {}).where(and(eq(rows.id, id), within(rows.perimeterId, reach)))
  return row ?? null
}
export type SelfAssessmentRow = NonNullable<Awaited<ReturnType<typeof findSelfAssessment>>>

export async function insertSelfAssessment(db: Db, row: typeof rows.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(rows).values(row).returning({ id: rows.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Takes a statement back, or up again; false when it was in that state already. */
export async function setWithdrawn(db: Db, id: string, withdrawn: boolean): Promise<boolean> {
  const was: SQL = withdrawn ? isNull(rows.withdrawnAt) : isNotNull(rows.withdrawnAt)
  return (await db.update(rows).set({ withdrawnAt: withdrawn ? new Date() : null }).where(and(eq(rows.id, id), was)).returning({ id: rows.id })).length > 0
}
