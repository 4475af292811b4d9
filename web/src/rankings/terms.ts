import type { components } from '../api/generated.ts'
import type { RankedTerm } from './store.ts'

type FormulaTerm = components['schemas']['FormulaTermInput']
type Measure = Extract<FormulaTerm, { kind: 'mactor' }>['measure']
const measures: readonly Measure[] = ['riStar', 'qiStar', 'implication']

/** The terms of a ranking as a formula writes them, with other weights by code; a term whose source is gone is left out. */
export function termsWith(terms: readonly RankedTerm[], weights: Record<string, number>): FormulaTerm[] {
  return terms.flatMap((term): FormulaTerm[] => {
    const base = { code: term.code, weight: weights[term.code] ?? term.weight, reversed: term.direction === 'down' }
    const ids = term.criteria.map((criterion) => criterion.id)
    const measure = measures.find((one) => one === term.measure)
    if (term.kind === 'worst') return [{ kind: 'worst', ...base, criterionIds: ids }]
    if (term.kind === 'mactor') return term.studyId && measure ? [{ kind: 'mactor', ...base, studyId: term.studyId, measure }] : []
    return ids[0] ? [{ kind: 'criterion', ...base, criterionId: ids[0] }] : []
  })
}
