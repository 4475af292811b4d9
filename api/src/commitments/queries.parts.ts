import { type Db, schema } from '@convergence/db'
import { and, asc, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { within } from '../plugins/reach.ts'

const { areas, commitmentEvents: events, commitmentMilestones: milestones, files, impacts, isoTies, pointImpacts, stakeholders, users } = schema

export type MilestoneRow = typeof milestones.$inferSelect

/** The milestones of a commitment in their order. */
export const listMilestones = (db: Db, commitmentId: string): Promise<MilestoneRow[]> => db.select().from(milestones).where(eq(milestones.commitmentId, commitmentId)).orderBy(asc(milestones.rank))

export async function findMilestone(db: Db, commitmentId: string, id: string): Promise<MilestoneRow | null> {
  const [row] = await db.select().from(milestones).where(and(eq(milestones.id, id), eq(milestones.commitmentId, commitmentId)))
  return row ?? null
}

type NewMilestone = Omit<typeof milestones.$inferInsert, 'commitmentId' | 'rank'>

/** Adds milestones after those that stand. */
export async function insertMilestones(db: Db, commitmentId: string, rows: readonly NewMilestone[]): Promise<MilestoneRow[]> {
  if (rows.length === 0) return []
  const [last] = await db.select({ rank: sql<number>`coalesce(max(${milestones.rank}), 0)::int` }).from(milestones).where(eq(milestones.commitmentId, commitmentId))
  return db.insert(milestones).values(rows.map((row, i) => ({ ...row, commitmentId, rank: (last?.rank ?? 0) + 1 + i }))).returning()
}

/** Applies a change to a version; null when the row is not at that version any more. */
export async function updateMilestone(db: Db, before: MilestoneRow, change: Partial<NewMilestone>): Promise<MilestoneRow | null> {
  const [row] = await db.update(milestones).set({ ...change, version: sql`${milestones.version} + 1`, updatedAt: new Date() }).where(and(eq(milestones.id, before.id), eq(milestones.version, before.version))).returning()
  return row ?? null
}

export const deleteMilestone = (db: Db, id: string) => db.delete(milestones).where(eq(milestones.id, id))

/** Gives milestones the order of these ids. Ranks are unique: they pass through negative ones. */
export async function orderMilestones(db: Db, commitmentId: string, ids: readonly string[]): Promise<void> {
  await db.update(milestones).set({ rank: sql`-${milestones.rank}` }).where(eq(milestones.commitmentId, commitmentId))
  for (const [i, id] of ids.entries()) await db.update(milestones).set({ rank: i + 1 }).where(eq(milestones.id, id))
}

export type EventRow = Awaited<ReturnType<typeof listEvents>>[number]

/** What was said of a commitment, the latest first; withdrawn events too. */
export const listEvents = (db: Db, commitmentId: string) =>
  db.select({ ...getTableColumns(events), recordedByName: users.name, stakeholderName: stakeholders.name, evidenceType: files.mediaType }).from(events)
    .leftJoin(users, eq(users.id, events.recordedBy)).leftJoin(stakeholders, eq(stakeholders.id, events.stakeholderId)).leftJoin(files, eq(files.id, events.evidenceFileId))
    .where(eq(events.commitmentId, commitmentId)).orderBy(desc(events.at), desc(events.id))

export async function insertEvent(db: Db, row: typeof events.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(events).values(row).returning({ id: events.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

export const setEvidence = (db: Db, id: string, evidence: { evidenceFileId: string; evidenceName: string }) => db.update(events).set(evidence).where(eq(events.id, id))

export const withdrawEvent = (db: Db, id: string) => db.update(events).set({ withdrawnAt: new Date() }).where(eq(events.id, id))

/** ISO areas of a commitment in the order of the norm, and who reviewed each tie. */
export const listCommitmentAreas = (db: Db, commitmentId: string) =>
  db.select({ tieId: isoTies.id, version: isoTies.version, areaId: isoTies.areaId, reviewedOn: isoTies.reviewedOn, reviewedByName: users.name }).from(isoTies).innerJoin(areas, eq(areas.id, isoTies.areaId)).leftJoin(users, eq(users.id, isoTies.reviewedBy)).where(eq(isoTies.commitmentId, commitmentId)).orderBy(asc(areas.rank))

/** Impacts within reach that a point is about. */
export const listPointImpacts = (db: Db, pointId: string | null, reach: Reach) =>
  pointId === null ? Promise.resolve([]) : db.select({ id: impacts.id, label: impacts.title }).from(pointImpacts).innerJoin(impacts, eq(impacts.id, pointImpacts.impactId)).where(and(eq(pointImpacts.pointId, pointId), isNull(impacts.deletedAt), within(impacts.perimeterId, reach))).orderBy(asc(impacts.title))
