import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm'
import { isoText } from '../convergence/spans.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'

const { files, processSteps, stepMarks: marks, users } = schema
const columns = { ...getTableColumns(marks), stepTitle: processSteps.title, recordedByName: users.name, evidenceType: files.mediaType }

export type StepMarkRow = NonNullable<Awaited<ReturnType<typeof findMark>>>

const select = <T extends object>(db: Db, more: T) => db.select({ ...columns, ...more }).from(marks).innerJoin(processSteps, eq(processSteps.id, marks.stepId)).leftJoin(users, eq(users.id, marks.recordedBy)).leftJoin(files, eq(files.id, marks.evidenceFileId)).$dynamic()

/** One page of what was said of the steps of a dialogue, the latest first; withdrawn marks too. */
export function listMarks(db: Db, activityId: string, page: PageRequest & { stepId?: string | undefined }, secret: string) {
  const k = keyset(page, { statedAt: isoText(sql`${marks.statedAt}`) }, marks.id, secret)
  return select(db, { key: k.key }).where(and(eq(marks.activityId, activityId), page.stepId ? eq(marks.stepId, page.stepId) : undefined, k.where)).orderBy(...k.orderBy).limit(k.limit)
}

export async function findMark(db: Db, activityId: string, id: string) {
  const [row] = await select(db, {}).where(and(eq(marks.id, id), eq(marks.activityId, activityId)))
  return row ?? null
}

/** The mark that counts on each step of some dialogues: the latest not withdrawn. */
export const latestMarks = async (db: Db, activityIds: readonly string[], stepIds: readonly string[]): Promise<StepMarkRow[]> => {
  if (activityIds.length === 0 || stepIds.length === 0) return []
  const latest = db.selectDistinctOn([marks.activityId, marks.stepId], { id: marks.id }).from(marks).where(and(inArray(marks.activityId, [...activityIds]), inArray(marks.stepId, [...stepIds]), isNull(marks.withdrawnAt))).orderBy(marks.activityId, marks.stepId, sql`${marks.statedAt} desc`, sql`${marks.id} desc`)
  return select(db, {}).where(inArray(marks.id, latest))
}

export async function insertMark(db: Db, row: typeof marks.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(marks).values(row).returning({ id: marks.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

export const updateMark = (db: Db, id: string, change: Partial<typeof marks.$inferInsert>) => db.update(marks).set(change).where(eq(marks.id, id))

/** Locks a mark until the transaction ends, so that it takes one file and is withdrawn once. */
export const lockMark = (db: Db, id: string) => db.select({ id: marks.id }).from(marks).where(eq(marks.id, id)).for('update')
