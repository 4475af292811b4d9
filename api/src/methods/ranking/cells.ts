import { MethodInputError } from '../shared/errors.ts'
import { quantile7 } from '../shared/quantile.ts'
import { normalise } from './formula.ts'
import type { BootstrapInput, Candidate, Formula, RatedCandidate } from './types.ts'

/** One term of one candidate: the raters and their normalised scores in ascending order, or a value that no rater gave. */
export interface Cell {
  readonly weight: number
  readonly who: Int32Array
  readonly what: Float64Array
  readonly fixed: number | null
}

const NOBODY = new Int32Array(0)
const NOTHING = new Float64Array(0)

/** @throws MethodInputError on a wrong number of terms, a value out of its scale, a rater out of the list or twice. */
export function cellsOf({ formula, candidates, raters }: Pick<BootstrapInput, 'formula' | 'candidates' | 'raters'>): Cell[][] {
  return candidates.map(({ id, terms }) => {
    if (terms.length !== formula.length) throw new MethodInputError('values-length-mismatch', `${formula.length} terms, but ${terms.length} for ${id}`)
    return formula.map((term, index): Cell => {
      const given = terms[index]
      if (given === undefined || 'value' in given) {
        const value = given?.value ?? null
        return { weight: term.weight, who: NOBODY, what: NOTHING, fixed: value === null ? null : normalise(term, value) }
      }
      assertRaters(given.scores, raters)
      const scores = given.scores.map(({ rater, value }) => ({ rater, value: normalise(term, value) })).sort((a, b) => a.value - b.value)
      return { weight: term.weight, who: Int32Array.from(scores, (row) => row.rater), what: Float64Array.from(scores, (row) => row.value), fixed: null }
    })
  })
}

function assertRaters(scores: readonly { readonly rater: number }[], raters: number): void {
  const seen = new Set<number>()
  for (const { rater } of scores) {
    if (!Number.isInteger(rater) || rater < 0 || rater >= raters) throw new MethodInputError('unknown-rater', `Rater ${rater} is not among the ${raters}`)
    if (seen.has(rater)) throw new MethodInputError('duplicate-key', `Rater ${rater} scored twice`)
    seen.add(rater)
  }
}

/** Mean of the drawn scores, each counted as often as its rater was drawn; NaN = nobody drawn has scored. */
export function drawnMean({ who, what }: Cell, times: Int32Array): number {
  let total = 0
  let n = 0
  for (let index = 0; index < who.length; index += 1) {
    const drawn = times[who[index] ?? 0] ?? 0
    total += drawn * (what[index] ?? 0)
    n += drawn
  }
  return total / n
}

/** Median of the drawn scores (the mean of the two middle ones when their number is even); NaN = nobody drawn has scored. */
export function drawnMedian({ who, what }: Cell, times: Int32Array): number {
  let n = 0
  for (const rater of who) n += times[rater] ?? 0
  let passed = 0
  let low = Number.NaN
  for (let index = 0; index < who.length; index += 1) {
    const drawn = times[who[index] ?? 0] ?? 0
    passed += drawn
    const value = what[index] ?? 0
    if (drawn > 0 && Number.isNaN(low) && 2 * passed >= n) low = value
    if (drawn > 0 && 2 * passed > n) return (low + value) / 2
  }
  return Number.NaN
}

/**
 * Point values of rated candidates, under the same summary as their intervals.
 * @throws MethodInputError when a candidate has not one entry per term.
 */
export function summarise(formula: Formula, candidates: readonly RatedCandidate[], summary: BootstrapInput['summary']): Candidate[] {
  return candidates.map(({ id, terms }) => {
    if (terms.length !== formula.length) throw new MethodInputError('values-length-mismatch', `${formula.length} terms, but ${terms.length} for ${id}`)
    return { id, values: terms.map((term) => ('value' in term ? term.value : valueOf(term.scores.map((row) => row.value), summary))) }
  })
}

function valueOf(scores: readonly number[], summary: BootstrapInput['summary']): number | null {
  if (scores.length === 0) return null
  if (summary === 'median') return quantile7(scores.toSorted((a, b) => a - b), 0.5)
  return scores.reduce((total, score) => total + score, 0) / scores.length
}
