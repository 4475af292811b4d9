import { randomInt, randomUUID } from 'node:crypto'
import { type Db, schema } from '@convergence/db'
import { eq, inArray } from 'drizzle-orm'
import { countBy, LEAST_ANSWERS, type Standing, tellable } from './rules.ts'
import type { Sealer } from './seal.ts'

const { evaluationAnswers, evaluationResponses } = schema

/** One anonymous sheet. */
export interface Sheet extends Standing { answers: { questionId: string; value: number | null; text: string }[] }
interface Content { v: number | null; t: string }

/** The sheets of an evaluation, opened; in the order of their random ids. */
export async function readSheets(db: Db, evaluationId: string, sealer: Sealer): Promise<Sheet[]> {
  const rows = await db.select({ id: evaluationResponses.id, college: evaluationResponses.college, told: evaluationResponses.told }).from(evaluationResponses).where(eq(evaluationResponses.evaluationId, evaluationId)).orderBy(evaluationResponses.id)
  const answers = rows.length === 0 ? [] : await db.select().from(evaluationAnswers).where(inArray(evaluationAnswers.responseId, rows.map((row) => row.id))).orderBy(evaluationAnswers.id)
  const byResponse = new Map<string, typeof answers>()
  for (const answer of answers) byResponse.set(answer.responseId, [...(byResponse.get(answer.responseId) ?? []), answer])
  return rows.map(({ id, college, told }) => ({ told, college: sealer.open(college) ?? '', answers: (byResponse.get(id) ?? []).map((answer) => opened(answer, sealer)) }))
}

function opened({ questionId, value, text }: { questionId: string; value: number | null; text: string }, sealer: Sealer): Sheet['answers'][number] {
  const plain = sealer.open(text)
  if (plain === null) return { questionId, value: null, text: '' }
  if (plain === text) return { questionId, value, text }
  const { v, t } = JSON.parse(plain) as Content
  return { questionId, value: v, text: t }
}

/**
 * Writes all the sheets of an evaluation anew: shuffled, under new random ids, in one transaction, all with the day it was opened. So neither
 * the order of the rows, nor an id, nor a transaction number, nor a day tells which sheet came with which recipient. Those
 * that no closing has told are sealed while they are under five; their college is plain only where five or more of them answered in it and in the rest, else sealed.
 */
export async function writeSheets(tx: Db, { id, openedOn }: { id: string; openedOn: string }, sheets: readonly Sheet[], sealer: Sealer): Promise<void> {
  await tx.delete(evaluationResponses).where(eq(evaluationResponses.evaluationId, id))
  if (sheets.length === 0) return
  const waiting = sheets.filter((sheet) => !sheet.told)
  const plain = tellable(countBy(waiting.map((sheet) => sheet.college)))
  const collegeOf = ({ college, told }: Sheet): string => (told || plain.has(college) ? college : sealer.seal(college))
  const few = waiting.length < LEAST_ANSWERS
  const rows = shuffled(sheets).map((sheet) => ({ id: randomUUID(), evaluationId: id, college: collegeOf(sheet), answeredOn: openedOn, told: sheet.told, sheet }))
  await tx.insert(evaluationResponses).values(rows.map(({ sheet: _sheet, ...row }) => row))
  const answers = shuffled(rows.flatMap((row) => row.sheet.answers.map(({ questionId, value, text }) => ({ id: randomUUID(), responseId: row.id, questionId, ...(few && !row.told ? { value: null, text: sealer.seal(JSON.stringify({ v: value, t: text } satisfies Content)) } : { value, text }) }))))
  for (let from = 0; from < answers.length; from += 1000) await tx.insert(evaluationAnswers).values(answers.slice(from, from + 1000))
}

function shuffled<T>(list: readonly T[]): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1)
    const [a, b] = [copy[i], copy[j]]
    if (a !== undefined && b !== undefined) [copy[i], copy[j]] = [b, a]
  }
  return copy
}
