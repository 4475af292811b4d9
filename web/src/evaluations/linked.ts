import { api, unwrap } from '../api/client.ts'
import type { components } from '../api/generated.ts'

type Schemas = components['schemas']
export type Sheet = Schemas['EvaluationSheet']
export type Answers = Schemas['EvaluationAnswersInput']['answers']
/** What is chosen or written so far, by question. */
export type Given = Record<string, { value: number | null; text: string }>

const bearing = (secret: string) => ({ headers: { Authorization: `Link ${secret}` } })
/** The questionnaire that a link opens; the secret goes in a header, never in an address. */
export const readSheet = (secret: string): Promise<Sheet> => unwrap(api.GET('/api/v1/evaluation', bearing(secret)))
export const sendAnswers = (secret: string, answers: Answers): Promise<unknown> => unwrap(api.POST('/api/v1/evaluation/answers', { ...bearing(secret), body: { answers } }))

const isGiven = (given: Given[string] | undefined): boolean => given !== undefined && (given.value !== null || given.text.trim() !== '')

/** What is sent: the questions that were answered. */
export const answersOf = (questions: Sheet['questions'], given: Given): Answers =>
  questions.flatMap(({ id }) => {
    const one = given[id]
    return one && isGiven(one) ? [{ questionId: id, value: one.value, text: one.text.trim() }] : []
  })

/** The questions that must be answered and are not yet. */
export const missingOf = (questions: Sheet['questions'], given: Given): Sheet['questions'] => questions.filter((question) => question.required && !isGiven(given[question.id]))
