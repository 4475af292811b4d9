import { type Db, schema } from '@convergence/db'
import { and, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { within } from '../plugins/reach.ts'
import { missingParts, wordingOf } from './rules.ts'
import type { SendingsQuery } from './schemas.ts'

const { mandates, notices, noticeTemplates, users } = schema

/** What was said about telling a person, latest first, withdrawn ones too. */
export async function findNotices(db: Db, stakeholderId: string) {
  const { recordedBy: _recordedBy, perimeterId: _perimeterId, ...columns } = getTableColumns(notices)
  return db.select({ ...columns, recordedByName: users.name }).from(notices).innerJoin(users, eq(users.id, notices.recordedBy)).where(eq(notices.stakeholderId, stakeholderId)).orderBy(desc(notices.createdAt), desc(notices.id))
}
export type NoticeRow = Awaited<ReturnType<typeof findNotices>>[number]

/** True when somebody can be written to: an address in a mandate that was not removed. */
export async function hasAddress(db: Db, personId: string): Promise<boolean> {
  const rows = await db.select({ id: mandates.id }).from(mandates).where(and(eq(mandates.personId, personId), isNull(mandates.deletedAt), sql`${mandates.email} <> ''`)).limit(1)
  return rows.length > 0
}

/** People of whom nothing that holds says that they were told, soonest due first, with how many are due and overdue in all. */
export async function findDue(db: Db, reach: Reach, limit: number) {
  const { stakeholders } = schema
  const due = sql<string>`least(${stakeholders.firstContactOn}, (${stakeholders.createdAt} + interval '1 month')::date)`
  const untold = and(eq(stakeholders.kind, 'person'), isNull(stakeholders.deletedAt), isNull(stakeholders.restrictedAt), within(stakeholders.perimeterId, reach), sql`not exists (select 1 from notices n where n.stakeholder_id = ${stakeholders.id} and n.withdrawn_at is null and (n.kind <> 'exempted' or n.review_on >= current_date))`)
  const items = await db.select({ stakeholderId: stakeholders.id, reference: stakeholders.reference, name: stakeholders.name, dueOn: sql<string>`${due}::text`, state: sql<'due' | 'overdue'>`case when ${due} < current_date then 'overdue' else 'due' end` }).from(stakeholders).where(untold).orderBy(due, stakeholders.id).limit(limit)
  const [counts] = await db.select({ due: sql<number>`count(*) filter (where ${due} >= current_date)::int`, overdue: sql<number>`count(*) filter (where ${due} < current_date)::int` }).from(stakeholders).where(untold)
  return { items, due: counts?.due ?? 0, overdue: counts?.overdue ?? 0 }
}

// Outer columns are written out: interpolated alone, drizzle drops their table inside a subquery.
const sent = sql<number>`(select count(*)::int from notices n where n.template_id = "notice_templates"."id" and n.withdrawn_at is null)`
const columns = { ...getTableColumns(noticeTemplates), sent }
const shown = (row: typeof noticeTemplates.$inferSelect & { sent: number }) => ({ ...row, missing: missingParts(row.parts), wording: wordingOf(row.parts) })
export type TemplateRow = ReturnType<typeof shown>

export const listTemplates = async (db: Db, reach: Reach) =>
  (await db.select(columns).from(noticeTemplates).where(and(isNull(noticeTemplates.deletedAt), within(noticeTemplates.perimeterId, reach))).orderBy(noticeTemplates.name, desc(noticeTemplates.edition), noticeTemplates.id).limit(100)).map(shown)

export async function findTemplate(db: Db, id: string, reach: Reach): Promise<TemplateRow | null> {
  const [row] = await db.select(columns).from(noticeTemplates).where(and(eq(noticeTemplates.id, id), isNull(noticeTemplates.deletedAt), within(noticeTemplates.perimeterId, reach)))
  return row ? shown(row) : null
}

export async function insertTemplate(tx: Db, values: typeof noticeTemplates.$inferInsert): Promise<TemplateRow> {
  const [row] = await tx.insert(noticeTemplates).values(values).returning()
  if (!row) throw new Error('insert returned no row')
  return shown({ ...row, sent: 0 })
}

export async function updateTemplate(tx: Db, before: TemplateRow, values: Partial<typeof noticeTemplates.$inferInsert>): Promise<TemplateRow | null> {
  const [row] = await tx.update(noticeTemplates).set({ ...values, version: before.version + 1, updatedAt: new Date() }).where(and(eq(noticeTemplates.id, before.id), eq(noticeTemplates.version, before.version))).returning()
  return row ? shown({ ...row, sent: before.sent }) : null
}

/** Whom a template was sent to, latest first; who is restricted is named to the officer alone, and who was erased to nobody. */
export function findSendings(db: Db, templateId: string, query: z.output<typeof SendingsQuery>, { reach, secret, officer }: { reach: Reach; secret: string; officer: boolean }) {
  const { stakeholders } = schema
  const k = keyset(query, { happenedOn: notices.happenedOn }, notices.id, secret)
  const name = officer ? sql<string>`${stakeholders.name}` : sql<string>`case when ${stakeholders.restrictedAt} is null then ${stakeholders.name} else '' end`
  return db.select({ id: notices.id, stakeholderId: notices.stakeholderId, reference: stakeholders.reference, name, channel: notices.channel, happenedOn: notices.happenedOn, recordedByName: users.name, withdrawnAt: notices.withdrawnAt, key: k.key })
    .from(notices).innerJoin(stakeholders, eq(stakeholders.id, notices.stakeholderId)).innerJoin(users, eq(users.id, notices.recordedBy))
    .where(and(eq(notices.templateId, templateId), within(notices.perimeterId, reach), k.where)).orderBy(...k.orderBy).limit(k.limit)
}
