import type { schema } from '@convergence/db'

/** The criteria that a term reads; none for a result of a study. */
export const criteriaOf = (term: schema.FormulaTerm): string[] => term.kind === 'criterion' ? [term.criterionId] : term.kind === 'worst' ? term.criterionIds : []

// jsonb gives the members of an object back in an order of its own.
const ordered = (term: object): string => JSON.stringify(Object.entries(term).sort(([a], [b]) => a.localeCompare(b)))

/** Tells whether two lists of terms say the same, in the same order. */
export const sameTerms = (a: readonly schema.FormulaTerm[], b: readonly schema.FormulaTerm[]): boolean => a.length === b.length && a.every((term, i) => ordered(term) === ordered(b[i] ?? {}))
