import { type Db, schema } from '@convergence/db'
import { and, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Reach } from '../plugins/access.ts'
import { keyset } from '../plugins/keyset.ts'
import { inPerimeter, within } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { DiagnosisListQuery } from './schemas.ts'

const { bodies, diagnoses, perimeters } = schema
const { deletedAt: _deletedAt, ...own } = getTableColumns(diagnoses)
const columns = { ...own, status: sql<'draft' | 'adopted'>`case when ${diagnoses.adoptedOn} is null then 'draft' else 'adopted' end`, bodyName: bodies.name, perimeterName: perimeters.name }
const sorts = { updatedAt: diagnoses.updatedAt, title: plainText(diagnoses.title) }
type NewDiagnosis = typeof diagnoses.$inferInsert

const select = <T extends object>(db: Db, more: T) =>
  db.select({ ...columns, ...more } as typeof columns & T).from(diagnoses).innerJoin(perimeters, eq(perimeters.id, diagnoses.perimeterId)).leftJoin(bodies, eq(bodies.id, diagnoses.bodyId)).$dynamic()
export type DiagnosisRow = NonNullable<Awaited<ReturnType<typeof findDiagnosis>>>

/** One page of diagnoses within reach, each with the `key` that the next cursor needs. */
export function listDiagnoses(db: Db, page: z.output<typeof DiagnosisListQuery>, reach: Reach, secret: string) {
  const k = keyset(page, sorts, diagnoses.id, secret)
  return select(db, { key: k.key }).where(and(
    isNull(diagnoses.deletedAt), within(diagnoses.perimeterId, reach), page.q ? matchesWords(page.q, [diagnoses.title, diagnoses.question, diagnoses.reference]) : undefined,
    page.status ? (page.status === 'adopted' ? isNotNull(diagnoses.adoptedOn) : isNull(diagnoses.adoptedOn)) : undefined,
    page.horizon ? eq(diagnoses.horizon, page.horizon) : undefined, page.scenario === undefined ? undefined : eq(diagnoses.scenario, page.scenario),
    page.perimeterId ? inPerimeter(diagnoses.perimeterId, page.perimeterId) : undefined, k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
}

const found = async (db: Db, id: string, reach: Reach, state: SQL) => (await select(db, {}).where(and(eq(diagnoses.id, id), state, within(diagnoses.perimeterId, reach))))[0] ?? null
/** A diagnosis within reach that was not removed, or null. */
export const findDiagnosis = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNull(diagnoses.deletedAt))
export const findRemovedDiagnosis = (db: Db, id: string, reach: Reach) => found(db, id, reach, isNotNull(diagnoses.deletedAt))

export async function insertDiagnosis(db: Db, row: NewDiagnosis): Promise<string> {
  const [inserted] = await db.insert(diagnoses).values(row).returning({ id: diagnoses.id })
  if (!inserted) throw new Error('insert returned no row')
  return inserted.id
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateDiagnosis(db: Db, before: { id: string; version: number }, change: Partial<NewDiagnosis>): Promise<boolean> {
  const rows = await db.update(diagnoses).set({ ...change, version: sql`${diagnoses.version} + 1`, updatedAt: new Date() }).where(and(eq(diagnoses.id, before.id), eq(diagnoses.version, before.version))).returning({ id: diagnoses.id })
  return rows.length > 0
}
