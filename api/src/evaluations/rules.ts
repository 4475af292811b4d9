/** Fewest answers that are told: under it, a person would recognise theirs, or another's. */
export const LEAST_ANSWERS = 5

/**
 * The colleges that can be told apart, from how many answered in each: those with at least `least`, as long as the others together are
 * nobody or at least `least` too; else the smallest are put with the others until they are, so that nothing is had by subtraction.
 * An empty name is no college.
 */
export function tellable(counts: ReadonlyMap<string, number>, least = LEAST_ANSWERS): Set<string> {
  const large = [...counts].filter(([name, n]) => name !== '' && n >= least).sort(([a, n], [b, m]) => n - m || (a < b ? -1 : 1))
  let others = [...counts.values()].reduce((sum, n) => sum + n, 0) - large.reduce((sum, [, n]) => sum + n, 0)
  while (others > 0 && others < least && large.length > 0) others += large.shift()?.[1] ?? 0
  return new Set(large.map(([name]) => name))
}

/** What stands of a sheet apart from its answers: its college, empty once it cannot be told, and whether a closing has told it. */
export interface Standing { college: string; told: boolean }

/**
 * What a closing tells: every sheet that waits, when there are at least `least` of them; else none of them, and what was told before stays as
 * it was. The colleges of those told are settled among them alone and for ever. So two results of an evaluation, whole or of one
 * college, differ by no sheet or by at least `least`: closing, reading, reopening for one answer and closing again tells nothing of it.
 */
export function toldByClosing<T extends Standing>(sheets: readonly T[], least = LEAST_ANSWERS): T[] {
  const waiting = sheets.filter((sheet) => !sheet.told)
  if (waiting.length < least) return [...sheets]
  const plain = tellable(countBy(waiting.map((sheet) => sheet.college)), least)
  return sheets.map((sheet) => (sheet.told ? sheet : { ...sheet, told: true, college: plain.has(sheet.college) ? sheet.college : '' }))
}

/** How many there are of each name. */
export function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

export type QuestionKind = 'scale' | 'choice' | 'yes_no' | 'text'
export interface Asked { id: string; kind: QuestionKind; required: boolean; options: readonly string[] }
export interface Given { questionId: string; value?: number | null | undefined; text?: string | undefined }
export type AnswerFault = 'unknown' | 'twice' | 'out-of-range' | 'missing'

/** What is wrong with answers, by question; nothing when they can be kept. A question left open is no answer. */
export function faultsOf(questions: readonly Asked[], answers: readonly Given[]): { questionId: string; fault: AnswerFault }[] {
  const byId = new Map(questions.map((question) => [question.id, question]))
  const seen = new Set<string>()
  const faults = answers.flatMap(({ questionId, value, text }) => {
    const question = byId.get(questionId)
    const fault = !question ? 'unknown' as const : seen.has(questionId) ? 'twice' as const : fits(question, value ?? null, text ?? '') ? null : 'out-of-range' as const
    seen.add(questionId)
    return fault ? [{ questionId, fault }] : []
  })
  const given = new Set(answers.filter(isGiven).map((answer) => answer.questionId))
  return [...faults, ...questions.filter((question) => question.required && !given.has(question.id)).map(({ id }) => ({ questionId: id, fault: 'missing' as const }))]
}

export const isGiven = ({ value, text }: Given): boolean => (value ?? null) !== null || (text ?? '').trim() !== ''

function fits({ kind, options }: Asked, value: number | null, text: string): boolean {
  if (kind === 'text') return value === null
  if (text !== '') return false
  if (value === null) return true
  const [low, high] = kind === 'scale' ? [1, 5] : kind === 'yes_no' ? [0, 1] : [0, options.length - 1]
  return Number.isInteger(value) && value >= low && value <= high
}
