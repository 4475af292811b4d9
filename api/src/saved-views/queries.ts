import { type Db, schema } from '@convergence/db'
import { and, eq, or, sql } from 'drizzle-orm'

const { savedViews } = schema
export type SavedViewRow = typeof savedViews.$inferSelect

const visibleTo = (userId: string) => or(eq(savedViews.ownerId, userId), savedViews.shared)

/** One's own views and those that others share, by name. */
export const listSavedViews = (db: Db, userId: string, screen: string | undefined) =>
  db.select().from(savedViews).where(and(visibleTo(userId), screen ? eq(savedViews.screen, screen) : undefined)).orderBy(sql`lower(${savedViews.name})`, savedViews.id)

export async function findSavedView(db: Db, id: string, userId: string): Promise<SavedViewRow | null> {
  const [row] = await db.select().from(savedViews).where(and(eq(savedViews.id, id), visibleTo(userId)))
  return row ?? null
}

export async function countSavedViews(db: Db, userId: string): Promise<number> {
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(savedViews).where(eq(savedViews.ownerId, userId))
  return row?.n ?? 0
}
