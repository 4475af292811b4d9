import { type Db, schema } from '@convergence/db'
import { and, asc, eq, sql } from 'drizzle-orm'

const { categories, stakeholders } = schema

type NewCategory = typeof categories.$inferInsert

export const listCategories = (db: Db) => db.select().from(categories).orderBy(asc(categories.rank), asc(categories.id))

export async function findCategory(db: Db, id: string) {
  const [row] = await db.select().from(categories).where(eq(categories.id, id))
  return row ?? null
}

/** The category, locked so that no stakeholder can take it until the transaction ends. */
export async function lockCategory(tx: Db, id: string) {
  const [row] = await tx.select().from(categories).where(eq(categories.id, id)).for('update')
  return row ?? null
}

/** Inserts a category at its rank, else last; null when the code is taken. */
export async function insertCategory(db: Db, row: Omit<NewCategory, 'rank'> & { rank?: number }) {
  const last = sql<number>`(select coalesce(max(rank), 0) + 1 from categories)`
  const [inserted] = await db.insert(categories).values({ ...row, rank: row.rank ?? last } as NewCategory).onConflictDoNothing({ target: categories.code }).returning()
  return inserted ?? null
}

/** Applies a change to a version; null when the row is not at that version any more. */
export async function updateCategory(db: Db, id: string, version: number, change: Partial<NewCategory>) {
  const [row] = await db.update(categories).set({ ...change, version: sql`${categories.version} + 1`, updatedAt: new Date() }).where(and(eq(categories.id, id), eq(categories.version, version))).returning()
  return row ?? null
}

export const deleteCategory = (db: Db, id: string) => db.delete(categories).where(eq(categories.id, id))

/** How many stakeholders carry the category, removed ones too: they can be restored. */
export async function countCarriers(db: Db, id: string): Promise<number> {
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(stakeholders).where(eq(stakeholders.categoryId, id))
  return row?.n ?? 0
}
