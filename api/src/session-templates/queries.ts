import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { SessionTemplateFilter } from './schemas.ts'

const { points, sessionTemplateItems: items, sessionTemplates: templates } = schema
const { deletedAt: _deletedAt, ...columns } = getTableColumns(templates)
const sorts = { title: sql`${plainText(templates.title)} collate "C"`, createdAt: templates.createdAt }

export type NewItem = { title: string; aim: (typeof items.$inferInsert)['aim']; durationMinutes: number; pointId?: string | null | undefined }
export type TemplateRow = Awaited<ReturnType<typeof findTemplate>> & object

/** One page of templates with their agendas. */
export async function listTemplates(db: Db, page: PageRequest & SessionTemplateFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, templates.id, secret)
  const rows = await db.select({ ...columns, key: k.key }).from(templates).where(and(
    isNull(templates.deletedAt), readable(reach),
    page.q ? matchesWords(page.q, [templates.title, templates.aim]) : undefined,
    page.language ? eq(templates.language, page.language) : undefined,
    page.perimeterId ? inPerimeter(templates.perimeterId, page.perimeterId) : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
  return withItems(db, rows)
}

const readable = (reach: Reach): SQL | undefined => within(templates.perimeterId, reach)

async function withItems<T extends { id: string }>(db: Db, rows: T[]) {
  const { templateId: _templateId, ...itemColumns } = getTableColumns(items)
  const all = rows.length === 0 ? [] : await db.select({ ...itemColumns, templateId: items.templateId, pointTitle: points.title }).from(items).leftJoin(points, eq(points.id, items.pointId)).where(inArray(items.templateId, rows.map((row) => row.id))).orderBy(asc(items.rank))
  return rows.map((row) => {
    const own = all.filter((item) => item.templateId === row.id)
    return { ...row, items: own, minutes: own.reduce((sum, item) => sum + item.durationMinutes, 0) }
  })
}

const found = async (db: Db, id: string, reach: Reach, state: SQL) =>
  (await withItems(db, await db.select(columns).from(templates).where(and(eq(templates.id, id), state, readable(reach)))))[0] ?? null

/** A template within reach that was not removed, or null. */
export const findTemplate = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(templates.deletedAt))
export const findRemovedTemplate = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(templates.deletedAt))

export async function insertTemplate(db: Db, row: typeof templates.$inferInsert, agenda: readonly NewItem[]): Promise<string> {
  const [inserted] = await db.insert(templates).values(row).returning({ id: templates.id })
  if (!inserted) throw new Error('insert returned no row')
  await replaceItems(db, inserted.id, agenda)
  return inserted.id
}

/** Puts this agenda in the place of the one before. */
export async function replaceItems(db: Db, templateId: string, agenda: readonly NewItem[]): Promise<void> {
  await db.delete(items).where(eq(items.templateId, templateId))
  if (agenda.length > 0) await db.insert(items).values(agenda.map((item, i) => ({ ...item, pointId: item.pointId ?? null, templateId, rank: i + 1 })))
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateTemplate(db: Db, before: { id: string; version: number }, change: Partial<typeof templates.$inferInsert>): Promise<boolean> {
  const rows = await db.update(templates).set({ ...change, version: sql`${templates.version} + 1`, updatedAt: new Date() }).where(and(eq(templates.id, before.id), eq(templates.version, before.version))).returning({ id: templates.id })
  return rows.length > 0
}
