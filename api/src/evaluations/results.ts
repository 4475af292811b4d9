import { type Db, schema } from '@convergence/db'
import { inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { listQuestions, type QuestionRow } from '../questionnaires/queries.ts'
import type { EvaluationRow } from './queries.ts'
import { countBy, LEAST_ANSWERS } from './rules.ts'
import type { EvaluationResults, QuestionResult } from './schemas.ts'
import type { Sealer } from './seal.ts'
import { readSheets, type Sheet } from './sheets.ts'

const { categories } = schema
type Results = z.output<typeof EvaluationResults>
type Labels = Results['colleges'][number]['label']

/** What was answered, once it is closed and enough did; per college only where nobody can be told by subtraction. */
export async function resultsOf(db: Db, evaluation: EvaluationRow, sealer: Sealer): Promise<Results> {
  const { asked, answered, status } = evaluation
  const every = status === 'closed' ? await readSheets(db, evaluation.id, sealer) : []
  const sheets = every.filter((sheet) => sheet.told)
  const withheld = status !== 'closed' ? 'open' as const : sheets.length === 0 ? 'few' as const : null
  const nothing = { asked, answered, least: LEAST_ANSWERS, withheld, waiting: withheld ? 0 : every.length - sheets.length, questions: [], colleges: [], collegesWithheld: 0 }
  if (withheld) return nothing
  const counts = countBy(sheets.map((sheet) => sheet.college))
  const told = [...counts.keys()].filter((name) => name !== '').sort((a, b) => a.localeCompare(b, 'fr'))
  const labels = await labelsOf(db, told)
  const questions = await listQuestions(db, [evaluation.questionnaireId])
  const colleges = told.map((name) => ({ label: labels.get(name) ?? { fr: name, en: name }, n: counts.get(name) ?? 0 }))
  return {
    ...nothing, colleges, collegesWithheld: sheets.length - colleges.reduce((sum, { n }) => sum + n, 0),
    questions: questions.map((question) => ({ ...resultOf(question, sheets), colleges: told.map((name) => ({ label: labels.get(name) ?? { fr: name, en: name }, ...distribution(question, sheets.filter((sheet) => sheet.college === name)) })) })),
  }
}

const answersTo = ({ id }: QuestionRow, sheets: readonly Sheet[]) => sheets.flatMap((sheet) => sheet.answers.filter((answer) => answer.questionId === id))

function resultOf(question: QuestionRow, sheets: readonly Sheet[]): Omit<z.output<typeof QuestionResult>, 'colleges'> {
  // The order of the random ids, shuffled at every answer.
  return { question, ...distribution(question, sheets), texts: question.kind === 'text' ? answersTo(question, sheets).map((answer) => answer.text) : [] }
}

const BUCKETS = { scale: 5, yes_no: 2, text: 0 } as const

/** How many gave which answer. Pure. */
export function distribution(question: QuestionRow, sheets: readonly Sheet[]): { n: number; counts: number[]; mean: number | null } {
  const answers = answersTo(question, sheets)
  const values = answers.flatMap((answer) => (answer.value === null ? [] : [answer.value]))
  const size = question.kind === 'choice' ? question.options.length : BUCKETS[question.kind]
  const first = question.kind === 'scale' ? 1 : 0
  const counts = Array.from({ length: size }, (_, i) => values.filter((value) => value === i + first).length)
  return { n: answers.length, counts, mean: question.kind === 'scale' && values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null }
}

/** The names of colleges in both languages, where they are those of categories. */
async function labelsOf(db: Db, names: readonly string[]): Promise<Map<string, Labels>> {
  if (names.length === 0) return new Map()
  const rows = await db.select({ fr: categories.labelFr, en: categories.labelEn }).from(categories).where(inArray(categories.labelFr, [...names]))
  return new Map(rows.map((row) => [row.fr, row]))
}
