import { MethodInputError } from '../shared/errors.ts'
import type { Formula, Term, TermValues } from './types.ts'

/**
 * Checks a formula before it ranks anybody.
 * @throws MethodInputError without any term, on a key twice, a scale without width, a weight below 0 or not finite, or no weight at all.
 */
export function assertFormula(formula: Formula): void {
  if (formula.length === 0) throw new MethodInputError('no-term', 'A formula has one term at least')
  if (new Set(formula.map((term) => term.key)).size !== formula.length) throw new MethodInputError('duplicate-key', 'A term stands twice in the formula')
  for (const { key, weight, min, max } of formula) {
    if (!(weight >= 0 && Number.isFinite(weight))) throw new MethodInputError('weight-out-of-range', `The weight of ${key} is 0 or more`)
    if (!(min < max && Number.isFinite(max - min))) throw new MethodInputError('scale-not-increasing', `The scale of ${key} has no width`)
  }
  if (!formula.some((term) => term.weight > 0)) throw new MethodInputError('weight-out-of-range', 'Every weight is 0')
}

/**
 * Brings a value to 0–1 on the scale of its term, 1 pulling to the top.
 * @throws MethodInputError when the value is out of the scale.
 */
export function normalise({ key, min, max, direction }: Term, value: number): number {
  if (!(value >= min && value <= max)) throw new MethodInputError('value-out-of-scale', `${key}: ${value} is out of ${min} to ${max}`)
  const share = (value - min) / (max - min)
  return direction === 'up' ? share : 1 - share
}

/** Sums of a candidate over its known terms: Σ weight · normalised, and Σ weight. */
export interface Sums {
  readonly points: number
  readonly known: number
}

/** @throws MethodInputError when there is not one value per term, or one is out of its scale. */
export function sumsOf(formula: Formula, values: TermValues): Sums {
  if (values.length !== formula.length) throw new MethodInputError('values-length-mismatch', `${formula.length} terms, but ${values.length} values`)
  let points = 0
  let known = 0
  for (let index = 0; index < formula.length; index += 1) {
    const term = formula[index]
    const value = values[index]
    if (term === undefined || value === null || value === undefined) continue
    points += term.weight * normalise(term, value)
    known += term.weight
  }
  return { points, known }
}

/** A score cut to 12 decimals: what is equal on paper is a tie, whatever the order of the additions. */
export const cut = (score: number): number => Math.round(score * 1e12) / 1e12

export const weightOf = (formula: Formula): number => formula.reduce((total, term) => total + term.weight, 0)
