import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inSeat } from './quorum.ts'
import { termState } from './rules.ts'

const { bodyColleges: colleges, bodyMembers: members, mandates, stakeholders } = schema
const people = alias(stakeholders, 'people')

const seatsOn = (day: string) => sql`(select coalesce(sum(${members.seats}), 0)::int from ${members} where ${members.collegeId} = ${colleges.id} and ${inSeat(day)})`
const renewed = sql<boolean>`coalesce(exists (select 1 from body_members n where n.body_id = ${members.bodyId} and n.stakeholder_id = ${members.stakeholderId} and n.college_id is not distinct from ${members.collegeId} and n.start_on > ${members.endOn}), false)`

const collegeColumns = (day: string) => ({ ...getTableColumns(colleges), filled: sql<number>`${seatsOn(day)}` })

/** The colleges of a body in their order, with the seats filled on a day. */
export async function listColleges(db: Db, bodyId: string, day: string) {
  const rows = await db.select(collegeColumns(day)).from(colleges).where(eq(colleges.bodyId, bodyId)).orderBy(asc(colleges.rank), asc(colleges.id))
  const terms = rows.length === 0 ? [] : await membersOn(db, bodyId, day)
  return rows.map((row) => ({ ...row, vacant: Math.max(0, row.seats - row.filled), ending: terms.filter((term) => term.collegeId === row.id && term.state === 'ending').length }))
}
export type CollegeRow = Awaited<ReturnType<typeof listColleges>>[number]

export async function insertCollege(db: Db, row: Omit<typeof colleges.$inferInsert, 'rank'> & { rank?: number | undefined }): Promise<string> {
  const last = sql`(select coalesce(max(c.rank), 0) + 1 from body_colleges c where c.body_id = ${row.bodyId})`
  const [made] = await db.insert(colleges).values({ ...row, rank: row.rank ?? last } as typeof colleges.$inferInsert).returning({ id: colleges.id })
  if (!made) throw new Error('insert returned no row')
  return made.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateCollege(db: Db, before: { id: string; version: number }, change: Partial<typeof colleges.$inferInsert>): Promise<boolean> {
  const rows = await db.update(colleges).set({ ...change, version: sql`${colleges.version} + 1`, updatedAt: new Date() }).where(and(eq(colleges.id, before.id), eq(colleges.version, before.version))).returning({ id: colleges.id })
  return rows.length > 0
}

export const deleteCollege = (db: Db, id: string) => db.delete(colleges).where(eq(colleges.id, id))
export const countInCollege = (db: Db, collegeId: string): Promise<number> => db.$count(members, eq(members.collegeId, collegeId))
export const collegeNamed = async (db: Db, bodyId: string, label: string, not: string | undefined): Promise<boolean> =>
  (await db.$count(colleges, and(eq(colleges.bodyId, bodyId), eq(colleges.label, label), not ? ne(colleges.id, not) : undefined))) > 0

const memberColumns = {
  ...getTableColumns(members), name: stakeholders.name, reference: stakeholders.reference, kind: stakeholders.kind, categoryId: stakeholders.categoryId, fictional: stakeholders.fictional,
  personName: people.name, mandateRole: mandates.role, collegeLabel: colleges.label, renewed,
}
const selectMembers = <T extends object>(db: Db, more: T) =>
  db.select({ ...memberColumns, ...more } as typeof memberColumns & T).from(members).innerJoin(stakeholders, eq(stakeholders.id, members.stakeholderId))
    .leftJoin(mandates, eq(mandates.id, members.mandateId)).leftJoin(people, eq(people.id, mandates.personId)).leftJoin(colleges, eq(colleges.id, members.collegeId)).$dynamic()

const sorts = { name: sql`${stakeholders.searchName} collate "C"`, startOn: members.startOn }
interface MemberFilter { on?: string | undefined; collegeId?: string | undefined }

/** One page of the members of a body, past and present unless a day is given, each with where its term stands on `day`. */
export async function listMembers(db: Db, bodyId: string, page: PageRequest & MemberFilter, day: string, secret: string) {
  const k = keyset(page, sorts, members.id, secret)
  const rows = await selectMembers(db, { key: k.key }).where(and(eq(members.bodyId, bodyId), page.on ? inSeat(page.on) : undefined, page.collegeId ? eq(members.collegeId, page.collegeId) : undefined, k.where)).orderBy(...k.orderBy).limit(k.limit)
  return rows.map((row) => ({ ...row, state: termState(row, day) }))
}

/** Everybody in their seats on a day, college by college. */
export async function membersOn(db: Db, bodyId: string, day: string) {
  const rows = await selectMembers(db, {}).where(and(eq(members.bodyId, bodyId), inSeat(day))).orderBy(asc(colleges.rank), asc(sorts.name), asc(members.id))
  return rows.map((row) => ({ ...row, state: termState(row, day) }))
}

export async function findMember(db: Db, bodyId: string, id: string, day: string) {
  const [row] = await selectMembers(db, {}).where(and(eq(members.id, id), eq(members.bodyId, bodyId)))
  return row ? { ...row, state: termState(row, day) } : null
}
export type MemberRow = NonNullable<Awaited<ReturnType<typeof findMember>>>

/** Every term of a body, for the rules on seats and dates. */
export const listTerms = (db: Db, bodyId: string) => db.select().from(members).where(eq(members.bodyId, bodyId))

export async function insertMember(db: Db, row: typeof members.$inferInsert): Promise<string> {
  const [made] = await db.insert(members).values(row).returning({ id: members.id })
  if (!made) throw new Error('insert returned no row')
  return made.id
}

export async function updateMember(db: Db, before: { id: string; version: number }, change: Partial<typeof members.$inferInsert>): Promise<boolean> {
  const rows = await db.update(members).set({ ...change, version: sql`${members.version} + 1`, updatedAt: new Date() }).where(and(eq(members.id, before.id), eq(members.version, before.version))).returning({ id: members.id })
  return rows.length > 0
}

export const deleteMember = (db: Db, id: string) => db.delete(members).where(eq(members.id, id))
