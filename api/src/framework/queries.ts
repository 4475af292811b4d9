import { type Db, schema } from '@convergence/db'
import { asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { FrameworkNoun, FrameworkTable } from './nouns.ts'

const { pillarAreas, areas } = schema

/** A row of any noun of the framework; a noun's own columns stand beside the common ones. */
export type FrameworkRow = FrameworkTable['$inferSelect'] & Record<string, unknown>

/** Every row of a noun, in rank order; pillars with their areas. */
export async function listNoun(db: Db, noun: FrameworkNoun): Promise<FrameworkRow[]> {
  const rows = await db.select(getTableColumns(noun.table)).from(noun.table).orderBy(asc(noun.table.rank), asc(noun.table.code))
  return withAreas(db, noun, rows)
}

export async function findNoun(db: Db, noun: FrameworkNoun, id: string): Promise<FrameworkRow | null> {
  const rows = await db.select(getTableColumns(noun.table)).from(noun.table).where(eq(noun.table.id, id))
  return (await withAreas(db, noun, rows))[0] ?? null
}

async function withAreas(db: Db, noun: FrameworkNoun, rows: FrameworkRow[]): Promise<FrameworkRow[]> {
  if (noun.noun !== 'pillar' || rows.length === 0) return rows
  const links = await db.select({ pillarId: pillarAreas.pillarId, areaId: pillarAreas.areaId }).from(pillarAreas).innerJoin(areas, eq(areas.id, pillarAreas.areaId)).where(inArray(pillarAreas.pillarId, rows.map((r) => r.id))).orderBy(asc(areas.rank))
  return rows.map((row) => ({ ...row, areaIds: links.filter((l) => l.pillarId === row.id).map((l) => l.areaId) }))
}

export async function insertNoun(db: Db, noun: FrameworkNoun, row: FrameworkTable['$inferInsert']): Promise<string> {
  const [inserted] = await db.insert(noun.table).values(row).returning({ id: noun.table.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version and grows it; false when the row is not at that version any more. */
export async function updateNoun(db: Db, noun: FrameworkNoun, before: FrameworkRow, change: Record<string, unknown>): Promise<boolean> {
  const rows = await db.update(noun.table).set({ ...change, version: sql`${noun.table.version} + 1`, updatedAt: new Date() }).where(sql`${noun.table.id} = ${before.id} and ${noun.table.version} = ${before.version}`).returning({ id: noun.table.id })
  return rows.length > 0
}

export const deleteNoun = (db: Db, noun: FrameworkNoun, id: string) => db.delete(noun.table).where(eq(noun.table.id, id))

/** Makes these areas the pillar's row of the cross-table. */
export async function replacePillarAreas(db: Db, pillarId: string, areaIds: readonly string[]): Promise<void> {
  await db.delete(pillarAreas).where(eq(pillarAreas.pillarId, pillarId))
  if (areaIds.length > 0) await db.insert(pillarAreas).values(areaIds.map((areaId) => ({ pillarId, areaId })))
}

/** True when the cross-table names the area: its rows would go with it unseen. */
export async function isAreaOfPillar(db: Db, areaId: string): Promise<boolean> {
  const rows = await db.select({ id: pillarAreas.areaId }).from(pillarAreas).where(eq(pillarAreas.areaId, areaId)).limit(1)
  return rows.length > 0
}
