import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { demoId as id } from '../demo-id.ts'
import type { Db } from '../handle.ts'
import * as schema from '../schema/index.ts'
import type { References } from './demonstration.ts'
import { readReference } from './read.ts'

interface EvaluationFile { code: string; session: string; opensOn: string; closesOn: string; /** One digit per scale question and sheet. */ scales: string[]; duration: number[]; again: number[]; useful: string[]; change: string[] }
interface AssessmentFile { perimeter: string; period: [string, string]; code: string; on: string; levels: [principle: string, level: number, reason: string, nextStep: string][] }

const DAY_MS = 86_400_000
const SCALES = ['purpose', 'preparation', 'diversity', 'voice', 'facilitation', 'record', 'follow-up']
const LEAST = 5
const question = (code: string) => id('question', `after-session/fr/${code}`)
const dayOf = (day: string): string => (/^[+-]/.test(day) ? new Date(Date.now() + Number(day) * DAY_MS).toISOString().slice(0, 10) : day)
const at = (day: string, hour: string): Date => new Date(`${day}T${hour}:00Z`)

/** Fictional evaluations of the example sessions, two closed and one open, and what the organisation thinks of its own dialogue. */
export async function seedEvaluations(tx: Db, folder: string, references: References, recordedBy: string): Promise<void> {
  const file = await readReference<{ evaluations: EvaluationFile[]; selfAssessments: AssessmentFile[] }>(folder, 'demonstration/evaluations.json')
  await seedShort(tx)
  for (const evaluation of file.evaluations) await seedOne(tx, evaluation, references.next())
  await tx.insert(schema.selfAssessments).values(file.selfAssessments.flatMap(({ perimeter, period, code, on, levels }) => levels.map(([principle, level, reason, nextStep]) => ({
    id: id('self-assessment', `${perimeter}/${code}/${principle}`), perimeterId: id('perimeter', perimeter), principle, periodStart: period[0], periodEnd: period[1], level, reason, nextStep, statedAt: at(on, '10:00'), recordedBy, fictional: true,
  }))))
}

/** A shorter one, of a region. */
async function seedShort(tx: Db): Promise<void> {
  const questionnaireId = id('questionnaire', 'bretagne')
  await tx.insert(schema.questionnaires).values({ id: questionnaireId, title: 'Bilan express, Bretagne', introduction: 'Quatre questions, une minute, sans nom.', perimeterId: id('perimeter', 'bretagne') })
  const questions = [['scale', 'J’ai pu dire ce que j’avais à dire, et j’ai été entendu.'], ['scale', 'L’animation a été équitable et respectueuse de chacun.'], ['yes_no', 'Participeriez-vous à une autre séance ?'], ['text', 'Que faut-il changer la prochaine fois ?']] as const
  await tx.insert(schema.questionnaireQuestions).values(questions.map(([kind, wording], i) => ({ id: id('question', `bretagne/${i + 1}`), questionnaireId, rank: i + 1, kind, wording, required: kind === 'scale' })))
}

async function seedOne(tx: Db, file: EvaluationFile, reference: string): Promise<void> {
  const [evaluationId, opensOn, closesOn] = [id('evaluation', file.code), dayOf(file.opensOn), dayOf(file.closesOn)]
  const status = closesOn > new Date().toISOString().slice(0, 10) ? 'open' as const : 'closed' as const
  await tx.insert(schema.evaluations).values({ id: evaluationId, reference, questionnaireId: id('questionnaire', 'after-session/fr'), sessionId: id('session', file.session), perimeterId: id('perimeter', 'bretagne'), status, opensAt: at(opensOn, '07:00'), closesAt: at(closesOn, '16:00'), fictional: true })
  const present = await tx.select({ stakeholderId: schema.attendances.stakeholderId, college: schema.categories.labelFr }).from(schema.attendances).innerJoin(schema.stakeholders, eq(schema.stakeholders.id, schema.attendances.stakeholderId)).leftJoin(schema.categories, eq(schema.categories.id, schema.stakeholders.categoryId))
    .where(and(eq(schema.attendances.sessionId, id('session', file.session)), inArray(schema.attendances.status, ['present', 'remote', 'observer']))).orderBy(asc(schema.stakeholders.searchName))
  await tx.insert(schema.evaluationRecipients).values(present.map(({ stakeholderId }, i) => ({ id: id('evaluation-recipient', `${file.code}/${i}`), evaluationId, stakeholderId, sentAt: at(opensOn, '07:01'), answeredOn: i < file.scales.length ? new Date(Math.min(at(opensOn, '12:00').getTime() + (i % 7) * DAY_MS, Date.now())).toISOString().slice(0, 10) : null })))
  await seedSheets(tx, { ...file, evaluationId, opensOn, told: status === 'closed' && file.scales.length >= LEAST }, collegesOf(present.slice(0, file.scales.length).map((row) => row.college ?? '')))
}

/** The largest college, when it and the others together have enough answers to hide in; else none. */
function collegesOf(names: string[]): string[] {
  const count = (name: string) => names.filter((other) => other === name).length
  const [largest] = [...new Set(names)].sort((a, b) => count(b) - count(a))
  const told = largest && count(largest) >= LEAST && names.length - count(largest) >= LEAST ? largest : null
  return names.map((name) => (name === told ? name : ''))
}

/** Sheets under random ids, all with the day of the opening: as the application writes them. */
async function seedSheets(tx: Db, file: EvaluationFile & { evaluationId: string; told: boolean }, colleges: string[]): Promise<void> {
  const sheets = file.scales.map((_, i) => ({ id: randomUUID(), evaluationId: file.evaluationId, college: colleges[i] ?? '', answeredOn: file.opensOn, told: file.told }))
  await tx.insert(schema.evaluationResponses).values(sheets)
  const answers = file.scales.flatMap((digits, i) => [
    ...SCALES.map((code, at) => ({ questionId: question(code), value: Number(digits[at]), text: '' })),
    { questionId: question('duration'), value: file.duration[i] ?? null, text: '' }, { questionId: question('again'), value: file.again[i] ?? null, text: '' },
    ...[['useful', file.useful[i]], ['change', file.change[i]]].flatMap(([code, text]) => (code && text ? [{ questionId: question(code), value: null, text }] : [])),
  ].map((answer) => ({ ...answer, id: randomUUID(), responseId: sheets[i]?.id ?? '' })))
  await tx.insert(schema.evaluationAnswers).values(answers.filter((answer) => answer.value !== null || answer.text !== ''))
}
