import { type Db, schema } from '@convergence/db'
import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Reach } from '../plugins/access.ts'
import { keyset, type PageRequest } from '../plugins/keyset.ts'
import { inPerimeter, within, withinOrAbove } from '../plugins/reach.ts'
import { matchesWords, plainText } from '../plugins/words.ts'
import type { QuestionnaireFilter } from './schemas.ts'

const { questionnaireQuestions: questions, questionnaires } = schema
const { deletedAt: _deletedAt, ...plain } = getTableColumns(questionnaires)
const columns = {
  ...plain,
  evaluations: sql<number>`(select count(*)::int from evaluations e where e.questionnaire_id = questionnaires.id and e.deleted_at is null)`,
  locked: sql<boolean>`exists (select 1 from evaluations e where e.questionnaire_id = questionnaires.id and e.status <> 'draft')`,
}
const sorts = { title: sql`${plainText(questionnaires.title)} collate "C"`, updatedAt: questionnaires.updatedAt }
const asked = { id: questions.id, questionnaireId: questions.questionnaireId, rank: questions.rank, kind: questions.kind, wording: questions.wording, required: questions.required, options: questions.options }

export type NewQuestion = Pick<typeof questions.$inferInsert, 'kind' | 'wording' | 'required' | 'options'>
export type QuestionRow = Awaited<ReturnType<typeof listQuestions>>[number]
export type QuestionnaireRow = NonNullable<Awaited<ReturnType<typeof findQuestionnaire>>>

/** The questions of questionnaires, in the order in which they are asked. */
export const listQuestions = (db: Db, questionnaireIds: readonly string[]) => db.select(asked).from(questions).where(inArray(questions.questionnaireId, [...questionnaireIds])).orderBy(asc(questions.rank))

async function withQuestions<T extends { id: string }>(db: Db, rows: T[]) {
  const all = rows.length === 0 ? [] : await listQuestions(db, rows.map((row) => row.id))
  return rows.map((row) => ({ ...row, questions: all.filter((question) => question.questionnaireId === row.id) }))
}

/** One page of questionnaires with their questions. */
export async function listQuestionnaires(db: Db, page: PageRequest & QuestionnaireFilter, reach: Reach, secret: string) {
  const k = keyset(page, sorts, questionnaires.id, secret)
  const rows = await db.select({ ...columns, key: k.key }).from(questionnaires).where(and(
    isNull(questionnaires.deletedAt), withinOrAbove(questionnaires.perimeterId, reach),
    page.q ? matchesWords(page.q, [questionnaires.title]) : undefined,
    page.language ? eq(questionnaires.language, page.language) : undefined,
    page.perimeterId ? inPerimeter(questionnaires.perimeterId, page.perimeterId) : undefined,
    k.where,
  )).orderBy(...k.orderBy).limit(k.limit)
  return withQuestions(db, rows)
}

const found = async (db: Db, id: string, where: SQL | undefined) =>
  (await withQuestions(db, await db.select(columns).from(questionnaires).where(and(eq(questionnaires.id, id), where))))[0] ?? null

/** A questionnaire within reach, or of a perimeter above, that was not removed; or null. */
export const findQuestionnaire = (db: Db, id: string, reach: Reach) => found(db, id, and(isNull(questionnaires.deletedAt), withinOrAbove(questionnaires.perimeterId, reach)))
export const findRemovedQuestionnaire = (db: Db, id: string, reach: Reach) => found(db, id, and(isNotNull(questionnaires.deletedAt), within(questionnaires.perimeterId, reach)))

export async function insertQuestionnaire(db: Db, row: typeof questionnaires.$inferInsert, list: readonly NewQuestion[]): Promise<string> {
  const [inserted] = await db.insert(questionnaires).values(row).returning({ id: questionnaires.id })
  if (!inserted) throw new Error('insert returned no row')
  await replaceQuestions(db, inserted.id, list)
  return inserted.id
}

/** Puts these questions in the place of those before. */
export async function replaceQuestions(db: Db, questionnaireId: string, list: readonly NewQuestion[]): Promise<void> {
  await db.delete(questions).where(eq(questions.questionnaireId, questionnaireId))
  await db.insert(questions).values(list.map(({ kind, wording, required, options }, i) => ({ kind, wording, required: required ?? false, options: options ?? [], questionnaireId, rank: i + 1 })))
}

/** Applies a change to a version; false when the row is not at that version any more. */
export async function updateQuestionnaire(db: Db, before: { id: string; version: number }, change: Partial<typeof questionnaires.$inferInsert>): Promise<boolean> {
  const rows = await db.update(questionnaires).set({ ...change, version: sql`${questionnaires.version} + 1`, updatedAt: new Date() }).where(and(eq(questionnaires.id, before.id), eq(questionnaires.version, before.version))).returning({ id: questionnaires.id })
  return rows.length > 0
}
