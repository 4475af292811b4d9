import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords } from '../plugins/words.ts'
import type { FormulaFilter } from './schemas.ts'

const { formulas, formulaVersions, criteria, mactorStudies } = schema
const { deletedAt: _deletedAt, ...columns } = getTableColumns(formulas)

type Bare = Omit<typeof formulas.$inferSelect, 'deletedAt'>
export type FormulaRow = Awaited<ReturnType<typeof withVersions>>[number]

const sorts = { createdAt: formulas.createdAt, updatedAt: formulas.updatedAt }

/** One page of formulas, each with its version in force. */
export async function listFormulas(db: Db, page: PageRequest & FormulaFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, formulas.id, secret)
  const where = and(
    isNull(formulas.deletedAt),
    within(formulas.perimeterId, reach),
    page.q ? matchesWords(page.q, [formulas.title, formulas.purpose]) : undefined,
    page.perimeterId ? inPerimeter(formulas.perimeterId, page.perimeterId) : undefined,
    k.where,
  )
  return withVersions(db, await db.select({ ...columns, key: k.key }).from(formulas).where(where).orderBy(...k.orderBy).limit(k.limit))
}

async function withVersions<T extends Bare>(db: Db, rows: T[]) {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const versions = await db.selectDistinctOn([formulaVersions.formulaId]).from(formulaVersions).where(inArray(formulaVersions.formulaId, ids)).orderBy(formulaVersions.formulaId, sql`${formulaVersions.number} desc`)
  return rows.flatMap((row) => {
    const currentVersion = versions.find((v) => v.formulaId === row.id)
    return currentVersion ? [{ ...row, currentVersion }] : []
  })
}

async function findWhere(db: Db, where: SQL | undefined): Promise<FormulaRow | null> {
  const rows = await db.select(columns).from(formulas).where(where)
  return (await withVersions(db, rows))[0] ?? null
}

/** A formula within reach that was not removed, or null. */
export const findFormula = (db: Db, id: string, reach: Reach) => findWhere(db, and(eq(formulas.id, id), isNull(formulas.deletedAt), within(formulas.perimeterId, reach)))
export const findRemovedFormula = (db: Db, id: string, reach: Reach) => findWhere(db, and(eq(formulas.id, id), isNotNull(formulas.deletedAt), within(formulas.perimeterId, reach)))

export const listFormulaVersions = (db: Db, formulaId: string) => db.select().from(formulaVersions).where(eq(formulaVersions.formulaId, formulaId)).orderBy(sql`${formulaVersions.number} desc`)

/** Locks the formula, so that two new versions get two numbers. */
export const lockFormula = (tx: Db, id: string) => tx.select({ id: formulas.id }).from(formulas).where(eq(formulas.id, id)).for('update')

export async function insertFormula(db: Db, row: typeof formulas.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(formulas).values(row).returning({ id: formulas.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

export async function insertFormulaVersion(db: Db, row: typeof formulaVersions.$inferInsert) {
  const [inserted] = await db.insert(formulaVersions).values(row).returning()
  if (!inserted) throw new Error('insert returned no row')
  return inserted
}

/** Applies a change to a version of the row; null when the row is not at that version any more. */
export async function updateFormula(db: Db, before: { id: string; version: number }, change: Partial<typeof formulas.$inferInsert>) {
  const rows = await db.update(formulas).set({ ...change, version: sql`${formulas.version} + 1`, updatedAt: new Date() }).where(and(eq(formulas.id, before.id), eq(formulas.version, before.version))).returning(columns)
  return (await withVersions(db, rows))[0] ?? null
}

/** Those of the ids that name a criterion in use, and those that name a MACTOR study within reach. */
export async function knownTermParts(db: Db, ids: { criteria: readonly string[]; studies: readonly string[] }, reach: Reach): Promise<{ criteria: Set<string>; studies: Set<string> }> {
  const found = ids.criteria.length === 0 ? [] : await db.select({ id: criteria.id }).from(criteria).where(and(inArray(criteria.id, [...ids.criteria]), isNull(criteria.deletedAt)))
  const studies = ids.studies.length === 0 ? [] : await db.select({ id: mactorStudies.id }).from(mactorStudies).where(and(inArray(mactorStudies.id, [...ids.studies]), isNull(mactorStudies.deletedAt), within(mactorStudies.perimeterId, reach)))
  return { criteria: new Set(found.map((row) => row.id)), studies: new Set(studies.map((row) => row.id)) }
}
