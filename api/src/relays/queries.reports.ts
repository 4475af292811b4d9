import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, gte, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { mayDo, meanOf } from './rules.ts'
import type { ReportFilter, SaidPractice } from './schemas.reports.ts'

const { perimeters, practices, relayReportPractices, relayReports, relays, users } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(relayReports)
const columns = { ...own, relayName: relays.name, perimeterName: perimeters.name, validatedByName: users.name }

const select = <T extends object>(db: Db, more: T) =>
  db.select({ ...columns, ...more } as typeof columns & T).from(relayReports).innerJoin(relays, eq(relays.id, relayReports.relayId)).innerJoin(perimeters, eq(perimeters.id, relayReports.perimeterId)).leftJoin(users, eq(users.id, relayReports.validatedBy)).$dynamic()

async function withPractices<T extends { id: string; status: (typeof relayReports.$inferSelect)['status'] }>(db: Db, rows: T[]) {
  const p = relayReportPractices
  const said = rows.length === 0 ? [] : await db.select({ reportId: p.reportId, id: p.id, practiceId: p.practiceId, maturity: p.maturity, evidence: p.evidence, progressAction: p.progressAction, progressDueOn: p.progressDueOn, progressDoneOn: p.progressDoneOn }).from(p).innerJoin(practices, eq(practices.id, p.practiceId)).where(inArray(p.reportId, rows.map((row) => row.id))).orderBy(practices.rank)
  return rows.map((row) => {
    const own = said.filter((s) => s.reportId === row.id).map(({ reportId: _r, ...rest }) => rest)
    return { ...row, practices: own, meanMaturity: meanOf(own.map((s) => s.maturity)), mayDo: [...mayDo(row.status)] }
  })
}
export type ReportRow = Awaited<ReturnType<typeof findReport>> & object

/** One page of reports with their practices, the latest period first. */
export async function listReports(db: Db, page: PageRequest & ReportFilter, reach: Reach, secret: string) {
  const k = keyset(page, { periodEnd: relayReports.periodEnd }, relayReports.id, secret)
  return withPractices(db, await select(db, { key: k.key }).where(and(
    isNull(relayReports.deletedAt), within(relayReports.perimeterId, reach), k.where,
    page.relayId ? eq(relayReports.relayId, page.relayId) : undefined, page.perimeterId ? inPerimeter(relayReports.perimeterId, page.perimeterId) : undefined, page.status ? inArray(relayReports.status, page.status) : undefined,
    page.from ? gte(relayReports.periodEnd, page.from) : undefined, page.to ? lte(relayReports.periodStart, page.to) : undefined,
  )).orderBy(...k.orderBy).limit(k.limit))
}

/** A report within reach that was not removed, or null. */
export async function findReport(db: Db, id: string, reach: Reach) {
  const [row] = await withPractices(db, await select(db, {}).where(and(eq(relayReports.id, id), isNull(relayReports.deletedAt), within(relayReports.perimeterId, reach))))
  return row ?? null
}

/** Whether the relay reported on some of these days already. */
export const reportOverlaps = async (db: Db, relayId: string, start: string, end: string, butId?: string): Promise<boolean> =>
  (await db.$count(relayReports, and(eq(relayReports.relayId, relayId), isNull(relayReports.deletedAt), lte(relayReports.periodStart, end), gte(relayReports.periodEnd, start), butId ? ne(relayReports.id, butId) : undefined))) > 0

export async function insertReport(db: Db, row: typeof relayReports.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(relayReports).values(row).returning({ id: relayReports.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateReport(db: Db, before: { id: string; version: number }, change: Partial<typeof relayReports.$inferInsert>): Promise<boolean> {
  const rows = await db.update(relayReports).set({ ...change, version: sql`${relayReports.version} + 1`, updatedAt: new Date() }).where(and(eq(relayReports.id, before.id), eq(relayReports.version, before.version))).returning({ id: relayReports.id })
  return rows.length > 0
}

export async function practicesExist(db: Db, ids: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(ids)]
  return wanted.length === 0 || (await db.$count(practices, inArray(practices.id, wanted))) === wanted.length
}

/** Says these practices of a report, anew where they were said before; what is left out of one stays as it was. */
export async function sayPractices(db: Db, reportId: string, said: readonly SaidPractice[]): Promise<void> {
  for (const { practiceId, ...row } of said) {
    const set = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<typeof relayReportPractices.$inferInsert> & { maturity: number }
    await db.insert(relayReportPractices).values({ ...set, reportId, practiceId }).onConflictDoUpdate({ target: [relayReportPractices.reportId, relayReportPractices.practiceId], set: { ...set, version: sql`${relayReportPractices.version} + 1`, updatedAt: new Date() } })
  }
}
