import { type Db, schema } from '@convergence/db'
import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'

const { criteria, criterionVersions, criterionSets, criterionSetMembers } = schema
const { deletedAt: _deletedAt, ...columns } = getTableColumns(criteria)

type NewCriterion = typeof criteria.$inferInsert
export type CriterionRow = Awaited<ReturnType<typeof selectCriteria>>[number]

/** Criteria in their order, each with the version of its scale that is in force. */
async function selectCriteria(db: Db, where: SQL | undefined) {
  const rows = await db.select(columns).from(criteria).where(where).orderBy(asc(criteria.rank), asc(criteria.id))
  if (rows.length === 0) return []
  const scales = await db.selectDistinctOn([criterionVersions.criterionId]).from(criterionVersions).where(inArray(criterionVersions.criterionId, rows.map((row) => row.id))).orderBy(criterionVersions.criterionId, desc(criterionVersions.number))
  return rows.flatMap((row) => {
    const scale = scales.find((s) => s.criterionId === row.id)
    return scale ? [{ ...row, scale }] : []
  })
}

export const listCriteria = (db: Db) => selectCriteria(db, isNull(criteria.deletedAt))

/** The criteria of these ids that were not removed. */
export const findCriteria = (db: Db, ids: readonly string[]) => (ids.length === 0 ? Promise.resolve([]) : selectCriteria(db, and(inArray(criteria.id, [...ids]), isNull(criteria.deletedAt))))

export async function findCriterion(db: Db, id: string, removed = false): Promise<CriterionRow | null> {
  const [row] = await selectCriteria(db, and(eq(criteria.id, id), removed ? isNotNull(criteria.deletedAt) : isNull(criteria.deletedAt)))
  return row ?? null
}

/** Locks the criterion against a round that opens or a score that is given while its scale changes. */
export const lockCriterion = (tx: Db, id: string) => tx.select({ id: criteria.id }).from(criteria).where(eq(criteria.id, id)).for('update')

/** Inserts a criterion at its rank, else last; null when the code is taken. */
export async function insertCriterion(db: Db, row: Omit<NewCriterion, 'rank'> & { rank?: number }): Promise<string | null> {
  const last = sql<number>`(select coalesce(max(rank), 0) + 1 from criteria)`
  const [inserted] = await db.insert(criteria).values({ ...row, rank: row.rank ?? last } as NewCriterion).onConflictDoNothing({ target: criteria.code }).returning({ id: criteria.id })
  return inserted?.id ?? null
}

export async function insertScale(db: Db, row: typeof criterionVersions.$inferInsert) {
  const [inserted] = await db.insert(criterionVersions).values(row).returning()
  if (!inserted) throw new Error('insert returned no row')
  return inserted
}

/** Applies a change to a version of the row; false when the row is not at that version any more. */
export async function updateCriterion(db: Db, before: { id: string; version: number }, change: Partial<NewCriterion>): Promise<boolean> {
  const done = await db.update(criteria).set({ ...change, version: sql`${criteria.version} + 1`, updatedAt: new Date() }).where(and(eq(criteria.id, before.id), eq(criteria.version, before.version))).returning({ id: criteria.id })
  return done.length > 0
}

export const listScales = (db: Db, criterionId: string) => db.select().from(criterionVersions).where(eq(criterionVersions.criterionId, criterionId)).orderBy(desc(criterionVersions.number))

/** Whether a round that is not closed, a formula's latest version or the latest cut-offs of a scheme read the criterion. */
export async function isInUse(db: Db, id: string): Promise<boolean> {
  const { rows } = await db.execute<{ used: boolean }>(sql`select
    exists (select 1 from round_criteria c join rounds r on r.id = c.round_id where c.criterion_id = ${id} and r.deleted_at is null and r.status <> 'closed')
    or exists (select 1 from formula_versions v join formulas f on f.id = v.formula_id where f.deleted_at is null and v.terms::text like ${`%${id}%`} and v.number = (select max(number) from formula_versions x where x.formula_id = f.id))
    or exists (select 1 from class_cutoffs k where k.axes::text like ${`%${id}%`} and k.valid_from = (select max(valid_from) from class_cutoffs x where x.scheme = k.scheme)) as used`)
  return rows[0]?.used ?? false
}

/** The ready sets with the ids of their criteria, in order. */
export async function listSets(db: Db) {
  const sets = await db.select().from(criterionSets).orderBy(asc(criterionSets.rank), asc(criterionSets.id))
  const members = await db.select({ setId: criterionSetMembers.setId, criterionId: criterionSetMembers.criterionId }).from(criterionSetMembers)
    .innerJoin(criteria, and(eq(criteria.id, criterionSetMembers.criterionId), isNull(criteria.deletedAt))).orderBy(asc(criterionSetMembers.rank))
  return sets.map((set) => ({ ...set, criterionIds: members.filter((m) => m.setId === set.id).map((m) => m.criterionId) }))
}
