import { agreement, consensus, polarisation } from '../agreement/index.ts'
import { MethodInputError } from '../shared/errors.ts'
import { at, sum } from '../shared/matrix.ts'
import { quantile7 } from '../shared/quantile.ts'
import type { Reason } from '../shared/reasons.ts'

export interface DistributionInput {
  /** Values that a score may take, ascending: two or more. */
  readonly scale: readonly number[]
  /** Scores of one stakeholder on one criterion; null = "don't know", counted apart. */
  readonly scores: readonly (number | null)[]
}

export type DistributionReason = 'no-score' | 'fewer-than-three-values'

export interface DistributionResult {
  readonly method: 'distribution@1'
  /** Scores with a value. */
  readonly n: number
  /** "Don't know". */
  readonly unknown: number
  /** Every value of the scale with its count, empty ones too. */
  readonly histogram: readonly { readonly value: number; readonly count: number }[]
  readonly mean?: number
  readonly median?: number
  /** Quartiles of type 7. */
  readonly q1?: number
  readonly q3?: number
  /** van der Eijk's A, −1…1. */
  readonly agreement?: number
  /** (1 − A) / 2, 0–1. */
  readonly polarisation?: number
  /** Tastle and Wierman's consensus, 0–1. */
  readonly consensus?: number
  readonly reasons: readonly Reason<DistributionReason>[]
}

const CENTRE = ['mean', 'median', 'q1', 'q3'] as const
const SPREAD = ['agreement', 'polarisation'] as const

function countsOn(scale: readonly number[], scores: readonly number[]): number[] {
  const counts = new Map(scale.map((value) => [value, 0]))
  for (const score of scores) {
    const before = counts.get(score)
    if (before === undefined) throw new MethodInputError('value-out-of-scale', `${score} is not a value of the scale`)
    counts.set(score, before + 1)
  }
  return [...counts.values()]
}

function assertScale(scale: readonly number[]): void {
  if (scale.length < 2) throw new MethodInputError('too-few-categories', 'A scale has two values at least')
  if (scale.some((value, index) => !Number.isFinite(value) || (index > 0 && value <= at(scale, index - 1)))) {
    throw new MethodInputError('scale-not-increasing', 'The values of a scale are finite and increase')
  }
}

function centreOf(scores: readonly number[]) {
  const ascending = scores.toSorted((a, b) => a - b)
  return {
    mean: sum(scores) / scores.length,
    median: quantile7(ascending, 0.5),
    q1: quantile7(ascending, 0.25),
    q3: quantile7(ascending, 0.75),
  }
}

function spreadOf(counts: readonly number[]) {
  if (counts.length < 3) return {}
  const found = agreement(counts)
  return { agreement: found.value, polarisation: polarisation(found) }
}

/**
 * How do the raters see one stakeholder on one criterion, and do they split? Counts, quartiles (type 7), A and polarisation.
 * @throws MethodInputError when the scale has not two increasing values, or a score is none of them.
 */
export function distribution({ scale, scores }: DistributionInput): DistributionResult {
  assertScale(scale)
  const known = scores.filter((score) => score !== null)
  const counts = countsOn(scale, known)
  const base = { method: 'distribution@1' as const, n: known.length, unknown: scores.length - known.length, histogram: scale.map((value, index) => ({ value, count: at(counts, index) })) }
  const lacking = (fields: readonly string[], code: DistributionReason) => fields.map((field) => ({ field, code }))
  if (known.length === 0) return { ...base, reasons: lacking([...CENTRE, ...SPREAD, 'consensus'], 'no-score') }
  return {
    ...base,
    ...centreOf(known),
    ...spreadOf(counts),
    consensus: consensus(counts, scale).value,
    reasons: scale.length < 3 ? lacking(SPREAD, 'fewer-than-three-values') : [],
  }
}
