import { SEVERITY } from '../rankings/words.ts'
import type { FormulaTerm } from './store.ts'

export const measures = ['riStar', 'qiStar', 'implication'] as const
export type Measure = (typeof measures)[number]
export type TermKind = FormulaTerm['kind']

/** A term while it is written: every kind keeps what it needs, and is chosen at any moment. */
export interface DraftTerm {
  /** Tells rows apart on the screen. */
  key: number
  /** Of a term that stands in the version in force; a new one gets its own when it is sent. */
  code: string | undefined
  kind: TermKind
  criterionId: string | undefined
  criterionIds: string[]
  studyId: string | undefined
  measure: Measure
  weight: string
  reversed: boolean
}
export interface Coded { id: string; code: string }

const WEIGHT_MAX = 1000
const WEIGHT_LEAST = 0.001
const WORST_LEAST = 2
const WORST_MOST = 10
const CODE_MAX = 40

let keys = 0
export const emptyTerm = (kind: TermKind, more: Partial<DraftTerm> = {}): DraftTerm => ({ key: (keys += 1), code: undefined, kind, criterionId: undefined, criterionIds: [], studyId: undefined, measure: 'riStar', weight: '1', reversed: false, ...more })

/** The terms of a version, to be changed. */
export const draftOf = (terms: readonly FormulaTerm[]): DraftTerm[] =>
  terms.map((term) => emptyTerm(term.kind, {
    code: term.code, weight: String(term.weight), reversed: term.reversed,
    ...(term.kind === 'criterion' ? { criterionId: term.criterionId } : term.kind === 'worst' ? { criterionIds: [...term.criterionIds] } : { studyId: term.studyId, measure: term.measure }),
  }))

/** A weight as it was typed, with a comma or a point; NaN when it is none, or outside 0 and 0.001–1000. */
export function weightOf(text: string): number {
  const weight = text.trim() === '' ? NaN : Number(text.trim().replace(',', '.'))
  return weight === 0 || (weight >= WEIGHT_LEAST && weight <= WEIGHT_MAX) ? weight : NaN
}

export type TermFault = 'criterion' | 'twice' | 'worst' | 'study' | 'weight'

/** What is missing or wrong in a term among all of them; undefined when it can be sent. */
export function faultOf(term: DraftTerm, all: readonly DraftTerm[]): TermFault | undefined {
  if (Number.isNaN(weightOf(term.weight))) return 'weight'
  if (term.kind === 'worst') return term.criterionIds.length < WORST_LEAST || term.criterionIds.length > WORST_MOST ? 'worst' : undefined
  if (term.kind === 'mactor') return term.studyId ? undefined : 'study'
  if (!term.criterionId) return 'criterion'
  return all.some((other) => other.key !== term.key && other.kind === 'criterion' && other.criterionId === term.criterionId) ? 'twice' : undefined
}

/** True when no weight is above 0: such a formula ranks nobody. */
export const weightless = (terms: readonly DraftTerm[]): boolean => !terms.some((term) => weightOf(term.weight) > 0)

/** The part of a term in the sum of the weights, 0–1; undefined while there is no sum. */
export function shareOf(term: DraftTerm, terms: readonly DraftTerm[]): number | undefined {
  const known = (one: DraftTerm): number => weightOf(one.weight) || 0
  const sum = terms.reduce((total, one) => total + known(one), 0)
  return sum > 0 ? known(term) / sum : undefined
}

/** Small letters first, then letters, digits and hyphens: what the contract takes for a code. */
const sound = (code: string): string => (/^[a-z]/.test(code) ? code : `t-${code}`).replace(/[^a-zA-Z0-9-]/g, '-').slice(0, CODE_MAX)

function wishedCode(term: DraftTerm, criteria: readonly Coded[]): string {
  if (term.kind === 'mactor') return term.measure
  if (term.kind === 'worst') return SEVERITY.every((code) => criteria.some((one) => one.code === code && term.criterionIds.includes(one.id))) && term.criterionIds.length === SEVERITY.length ? 'severity' : 'worst'
  return criteria.find((one) => one.id === term.criterionId)?.code ?? 'term'
}

/** The terms as the server takes them. A term keeps its code from version to version; a new one is named after what it reads. */
export function termsOf(terms: readonly DraftTerm[], criteria: readonly Coded[]): FormulaTerm[] {
  const taken = new Set(terms.flatMap((term) => term.code ?? []))
  return terms.flatMap((term): FormulaTerm[] => {
    const code = term.code ?? free(sound(wishedCode(term, criteria)), taken)
    taken.add(code)
    const base = { code, weight: weightOf(term.weight), reversed: term.reversed }
    if (term.kind === 'worst') return [{ kind: 'worst', ...base, criterionIds: [...term.criterionIds] }]
    if (term.kind === 'mactor') return term.studyId ? [{ kind: 'mactor', ...base, studyId: term.studyId, measure: term.measure }] : []
    return term.criterionId ? [{ kind: 'criterion', ...base, criterionId: term.criterionId }] : []
  })
}

function free(code: string, taken: ReadonlySet<string>): string {
  if (!taken.has(code)) return code
  for (let n = 2; ; n += 1) {
    const next = `${code.slice(0, CODE_MAX - 4)}-${n}`
    if (!taken.has(next)) return next
  }
}
