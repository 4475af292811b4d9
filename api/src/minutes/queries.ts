import { type Db, schema } from '@convergence/db'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { MinutesContent } from './content.ts'

const { agendaItems, bodies, minutes, minutesCorrections, minutesVersions, stakeholders, users } = schema

export type MinutesRow = typeof minutes.$inferSelect

/** The minutes of a session, or null while nothing was written of them; `lock` holds them until the transaction ends. */
export async function findMinutes(db: Db, sessionId: string, lock = false): Promise<MinutesRow | null> {
  const query = db.select().from(minutes).where(eq(minutes.sessionId, sessionId))
  const [row] = await (lock ? query.for('update') : query)
  return row ?? null
}

/** Makes the first row of minutes; null when somebody else did a moment ago. */
export async function insertMinutes(db: Db, row: typeof minutes.$inferInsert): Promise<MinutesRow | null> {
  const [made] = await db.insert(minutes).values(row).onConflictDoNothing().returning()
  return made ?? null
}

/** Applies a change to a row that is locked. */
export async function updateMinutes(db: Db, id: string, change: Partial<typeof minutes.$inferInsert>): Promise<MinutesRow> {
  const [row] = await db.update(minutes).set({ ...change, version: sql`${minutes.version} + 1`, updatedAt: new Date() }).where(eq(minutes.id, id)).returning()
  if (!row) throw new Error('the row was locked a moment ago')
  return row
}

const versionColumns = { number: minutesVersions.number, status: minutesVersions.status, sha256: minutesVersions.sha256, createdAt: minutesVersions.createdAt, createdByName: users.name }

/** Versions without their content, the latest first; who may only read finds the approved ones. */
export const listVersions = (db: Db, minutesId: string, approvedOnly: boolean) =>
  db.select(versionColumns).from(minutesVersions).leftJoin(users, eq(users.id, minutesVersions.createdBy)).where(and(eq(minutesVersions.minutesId, minutesId), approvedOnly ? eq(minutesVersions.status, 'approved') : undefined)).orderBy(desc(minutesVersions.number))

/** One version with its content; the latest without a number. */
export async function findVersion(db: Db, minutesId: string, number?: number) {
  const [row] = await db.select({ ...versionColumns, content: minutesVersions.content }).from(minutesVersions).leftJoin(users, eq(users.id, minutesVersions.createdBy))
    .where(and(eq(minutesVersions.minutesId, minutesId), number === undefined ? undefined : eq(minutesVersions.number, number))).orderBy(desc(minutesVersions.number)).limit(1)
  return row ? { ...row, content: row.content as MinutesContent } : null
}

export async function insertVersion(db: Db, row: Omit<typeof minutesVersions.$inferInsert, 'content'> & { content: MinutesContent }): Promise<void> {
  await db.insert(minutesVersions).values({ ...row, content: { ...row.content } })
}

const correctionColumns = {
  id: minutesCorrections.id, versionNumber: minutesCorrections.versionNumber, stakeholderId: minutesCorrections.stakeholderId, text: minutesCorrections.text, status: minutesCorrections.status, answer: minutesCorrections.answer,
  version: minutesCorrections.version, createdAt: minutesCorrections.createdAt, updatedAt: minutesCorrections.updatedAt, stakeholderName: stakeholders.name, userName: users.name,
}

/** Corrections that were asked for, in the order they came in; optionally of one stakeholder, or one of them. */
export const listCorrections = (db: Db, minutesId: string, only: { stakeholderId?: string | null; id?: string } = {}) =>
  db.select(correctionColumns).from(minutesCorrections).leftJoin(stakeholders, eq(stakeholders.id, minutesCorrections.stakeholderId)).leftJoin(users, eq(users.id, minutesCorrections.userId))
    .where(and(eq(minutesCorrections.minutesId, minutesId), only.stakeholderId ? eq(minutesCorrections.stakeholderId, only.stakeholderId) : undefined, only.id ? eq(minutesCorrections.id, only.id) : undefined)).orderBy(asc(minutesCorrections.createdAt), asc(minutesCorrections.id))

export async function insertCorrection(db: Db, row: typeof minutesCorrections.$inferInsert): Promise<string> {
  const [made] = await db.insert(minutesCorrections).values(row).returning({ id: minutesCorrections.id })
  if (!made) throw new Error('insert returned no row')
  return made.id
}

export const updateCorrection = (db: Db, id: string, change: Partial<typeof minutesCorrections.$inferInsert>) =>
  db.update(minutesCorrections).set({ ...change, version: sql`${minutesCorrections.version} + 1`, updatedAt: new Date() }).where(eq(minutesCorrections.id, id))

export async function countCorrections(db: Db, minutesId: string) {
  const rows = await db.select({ status: minutesCorrections.status, n: sql<number>`count(*)::int` }).from(minutesCorrections).where(eq(minutesCorrections.minutesId, minutesId)).groupBy(minutesCorrections.status)
  const of = (status: string) => rows.find((row) => row.status === status)?.n ?? 0
  return { asked: of('asked'), accepted: of('accepted'), refused: of('refused') }
}

/** Writes what came of an item; null when the item is not of the session. */
export async function setResult(db: Db, sessionId: string, itemId: string, result: string): Promise<{ id: string; before: string } | null> {
  const [known] = await db.select({ result: agendaItems.result }).from(agendaItems).where(and(eq(agendaItems.id, itemId), eq(agendaItems.sessionId, sessionId))).for('update')
  if (!known) return null
  if (known.result !== result) await db.update(agendaItems).set({ result, version: sql`${agendaItems.version} + 1`, updatedAt: new Date() }).where(eq(agendaItems.id, itemId))
  return { id: itemId, before: known.result }
}

export async function bodyName(db: Db, id: string): Promise<string | null> {
  const [row] = await db.select({ name: bodies.name }).from(bodies).where(and(eq(bodies.id, id), sql`${bodies.deletedAt} is null`))
  return row?.name ?? null
}
