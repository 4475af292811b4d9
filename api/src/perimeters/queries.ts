import { type Db, schema } from '@convergence/db'
import { and, eq, sql } from 'drizzle-orm'

const { perimeters } = schema

export type PerimeterRow = typeof perimeters.$inferSelect

/** All perimeters, the root first, then by name. They are few, and every signed-in person may know them. */
export const listPerimeters = (db: Db): Promise<PerimeterRow[]> => db.select().from(perimeters).orderBy(sql`${perimeters.parentId} is not null`, perimeters.name)

export async function findPerimeter(db: Db, id: string): Promise<PerimeterRow | null> {
  const [row] = await db.select().from(perimeters).where(eq(perimeters.id, id))
  return row ?? null
}

export async function insertPerimeter(db: Db, values: typeof perimeters.$inferInsert): Promise<PerimeterRow | null> {
  const [row] = await db.insert(perimeters).values(values).onConflictDoNothing({ target: perimeters.code }).returning()
  return row ?? null
}

export async function updatePerimeter(db: Db, before: PerimeterRow, change: { name?: string; parentId?: string }): Promise<PerimeterRow | null> {
  const [row] = await db.update(perimeters).set({ ...change, version: sql`${perimeters.version} + 1`, updatedAt: new Date() }).where(and(eq(perimeters.id, before.id), eq(perimeters.version, before.version))).returning()
  return row ?? null
}

export const deletePerimeter = (db: Db, id: string) => db.delete(perimeters).where(eq(perimeters.id, id))

/** True when `id` is `ancestorId` or lies below it. */
export async function liesBelow(db: Db, id: string, ancestorId: string): Promise<boolean> {
  const { rows } = await db.execute<{ found: boolean }>(sql`with recursive up(id) as (select ${id}::uuid union select p.parent_id from perimeters p join up on p.id = up.id where p.parent_id is not null) select exists(select 1 from up where id = ${ancestorId}) as found`)
  return rows[0]?.found ?? false
}
