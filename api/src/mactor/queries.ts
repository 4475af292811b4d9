import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, gt, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import type { MactorStudyFilter } from './schemas.ts'

const { mactorStudies, mactorActors, mactorObjectives, stakeholders } = schema
const { deletedAt: _deletedAt, ...columns } = getTableColumns(mactorStudies)

type Bare = Omit<typeof mactorStudies.$inferSelect, 'deletedAt'>
export type StudyRow = Awaited<ReturnType<typeof withMembers>>[number]

const sorts = { updatedAt: mactorStudies.updatedAt, createdAt: mactorStudies.createdAt, reference: mactorStudies.reference }

/** One page of studies, each with its actors and objectives. */
export async function listStudies(db: Db, page: PageRequest & MactorStudyFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, mactorStudies.id, secret)
  const words = page.q ? matchesWords(page.q, [mactorStudies.title, mactorStudies.purpose, mactorStudies.reference]) : undefined
  const where = and(isNull(mactorStudies.deletedAt), within(mactorStudies.perimeterId, reach), words, page.perimeterId ? inPerimeter(mactorStudies.perimeterId, page.perimeterId) : undefined, k.where)
  return withMembers(db, await db.select({ ...columns, key: k.key }).from(mactorStudies).where(where).orderBy(...k.orderBy).limit(k.limit))
}

/** A study within reach that was not removed, or null; its members as of an instant, now by default. */
export async function findStudy(db: Db, id: string, reach: Reach, asOf?: Date) {
  const rows = await db.select(columns).from(mactorStudies).where(and(eq(mactorStudies.id, id), isNull(mactorStudies.deletedAt), within(mactorStudies.perimeterId, reach)))
  return (await withMembers(db, rows, asOf))[0] ?? null
}

export async function findRemovedStudy(db: Db, id: string, reach: Reach) {
  const rows = await db.select(columns).from(mactorStudies).where(and(eq(mactorStudies.id, id), isNotNull(mactorStudies.deletedAt), within(mactorStudies.perimeterId, reach)))
  return (await withMembers(db, rows))[0] ?? null
}

const standing = (member: { addedAt: AnyPgColumn; removedAt: AnyPgColumn }, asOf: Date | undefined): SQL | undefined =>
  asOf ? and(lte(member.addedAt, asOf), or(isNull(member.removedAt), gt(member.removedAt, asOf))) : isNull(member.removedAt)

async function withMembers<T extends Bare>(db: Db, rows: T[], asOf?: Date) {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  // One after the other: within a transaction there is one connection.
  const actors = await db.select({ studyId: mactorActors.studyId, id: mactorActors.id, stakeholderId: mactorActors.stakeholderId, name: stakeholders.name, categoryId: stakeholders.categoryId, fictional: stakeholders.fictional })
    .from(mactorActors).innerJoin(stakeholders, eq(stakeholders.id, mactorActors.stakeholderId)).where(and(inArray(mactorActors.studyId, ids), standing(mactorActors, asOf))).orderBy(asc(mactorActors.rank), asc(mactorActors.id))
  const { id, studyId, kind, title, pointId, areaId } = mactorObjectives
  const objectives = await db.select({ id, studyId, kind, title, pointId, areaId }).from(mactorObjectives).where(and(inArray(studyId, ids), standing(mactorObjectives, asOf))).orderBy(asc(mactorObjectives.rank), asc(id))
  const membersOf = <M extends { studyId: string }>(members: M[], of: string) => members.filter((m) => m.studyId === of).map(({ studyId: _studyId, ...member }) => member)
  return rows.map((row) => ({ ...row, actors: membersOf(actors, row.id), objectives: membersOf(objectives, row.id) }))
}

export async function insertStudy(db: Db, row: typeof mactorStudies.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(mactorStudies).values(row).returning({ id: mactorStudies.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version of the row; null when the row is not at that version any more. */
export async function updateStudy(db: Db, before: { id: string; version: number }, change: Partial<typeof mactorStudies.$inferInsert>) {
  const rows = await db.update(mactorStudies).set({ ...change, version: sql`${mactorStudies.version} + 1`, updatedAt: new Date() }).where(and(eq(mactorStudies.id, before.id), eq(mactorStudies.version, before.version))).returning(columns)
  return (await withMembers(db, rows))[0] ?? null
}
