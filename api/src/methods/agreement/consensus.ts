import { assertScale, totalOf } from './scale.ts'

export interface ConsensusTerm {
  /** Value of the category on the scale. */
  readonly at: number
  /** Share of the observations, 0–1. */
  readonly share: number
  /** Addend share × log2(1 − |value − mean| / width), 0 or below. */
  readonly addend: number
}

export interface ConsensusResult {
  readonly method: 'consensus@1'
  readonly n: number
  readonly value: number
  readonly mean: number
  /** Width of the scale, not of the observed range. */
  readonly width: number
  readonly terms: readonly ConsensusTerm[]
}

/**
 * How near to their mean do observations stand on an ordered scale? Tastle and Wierman's Cns, from 0 (half at each
 * extreme) to 1 (one category). Source: W. J. Tastle and M. J. Wierman, "Consensus and dissention", International
 * Journal of Approximate Reasoning 45 (2007), 531–545. Cost: O(K).
 * @param frequencies counts (integers ≥ 0) of the K ≥ 2 ordered categories.
 * @param scale increasing value of each category; 1…K when left out.
 * @throws MethodInputError on impossible counts or scale.
 */
export function consensus(
  frequencies: readonly number[],
  scale: readonly number[] = frequencies.map((_, index) => index + 1),
): ConsensusResult {
  const n = totalOf(frequencies, 2)
  assertScale(scale, frequencies.length)
  const rows = scale.map((at, index) => ({ at, share: (frequencies[index] ?? 0) / n }))
  const mean = rows.reduce((sum, { at, share }) => sum + at * share, 0)
  const width = Math.max(...scale) - Math.min(...scale)
  const terms = rows
    .filter(({ share }) => share > 0)
    .map(({ at, share }) => ({ at, share, addend: share * Math.log2(1 - Math.abs(at - mean) / width) }))
  const value = 1 + terms.reduce((sum, { addend }) => sum + addend, 0)
  // The last bits of a sum of logarithms may stray out of the range by some 1e-16.
  return { method: 'consensus@1', n, value: Math.min(1, Math.max(0, value)), mean, width, terms }
}
