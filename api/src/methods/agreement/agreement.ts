import { totalOf } from './scale.ts'

export interface AgreementLayer {
  /** Non-empty categories as ones, e.g. "01110". */
  readonly pattern: string
  /** Share of all observations in this layer, 0–1. */
  readonly weight: number
  /** Agreement of the layer's pattern, −1…1. */
  readonly agreement: number
}

export interface AgreementResult {
  readonly method: 'agreement@1'
  readonly n: number
  readonly value: number
  readonly layers: readonly AgreementLayer[]
}

interface Triples {
  /** Triples that read 110 or 011: unimodal. */
  readonly unimodal: number
  /** Triples that read 101: a hollow between two peaks. */
  readonly bimodal: number
}

function countTriples(pattern: readonly boolean[]): Triples {
  let unimodal = 0
  let bimodal = 0
  for (const [j, middle] of pattern.entries()) {
    const left = pattern.slice(0, j)
    const right = pattern.slice(j + 1)
    const leftOnes = left.filter(Boolean).length
    const rightOnes = right.filter(Boolean).length
    if (middle) unimodal += leftOnes * (right.length - rightOnes) + (left.length - leftOnes) * rightOnes
    else bimodal += leftOnes * rightOnes
  }
  return { unimodal, bimodal }
}

function patternAgreement(pattern: readonly boolean[]): number {
  const categories = pattern.length
  const filled = pattern.filter(Boolean).length
  if (filled === 1) return 1
  // All cells filled: no triple has a hollow or an edge, the ratio would be 0/0; the published value is 0.
  if (filled === categories) return 0
  const { unimodal, bimodal } = countTriples(pattern)
  const excess = (categories - 2) * unimodal - (categories - 1) * bimodal
  // One division of integers instead of two ratios: equal extremes give exactly −1, as published.
  return (excess * (categories - filled)) / ((categories - 2) * (unimodal + bimodal) * (categories - 1))
}

function peel(frequencies: readonly number[], total: number): AgreementLayer[] {
  const layers: AgreementLayer[] = []
  let rest = [...frequencies]
  while (rest.some((count) => count > 0)) {
    const height = Math.min(...rest.filter((count) => count > 0))
    const pattern = rest.map((count) => count > 0)
    const filled = pattern.filter(Boolean).length
    layers.push({
      pattern: pattern.map((isFilled) => (isFilled ? '1' : '0')).join(''),
      weight: (height * filled) / total,
      agreement: patternAgreement(pattern),
    })
    rest = rest.map((count) => (count > 0 ? count - height : 0))
  }
  return layers
}

/**
 * How much do observations on one ordered scale gather on the same category? van der Eijk's A, from −1
 * (two equal extremes) through 0 (uniform) to 1 (one category). Source: C. van der Eijk, "Measuring Agreement in
 * Ordered Rating Scales", Quality & Quantity 35 (2001), 325–341. Cost: O(K³).
 * @param frequencies counts (integers ≥ 0) of the K ≥ 3 ordered categories.
 * @throws MethodInputError on fewer than 3 categories, a value that is no count, or no observation at all.
 */
export function agreement(frequencies: readonly number[]): AgreementResult {
  const n = totalOf(frequencies, 3)
  const layers = peel(frequencies, n)
  const sum = layers.reduce((total, layer) => total + layer.weight * layer.agreement, 0)
  // The last bits of the sum may stray out of the range by some 1e-16.
  return { method: 'agreement@1', n, value: Math.min(1, Math.max(-1, sum)), layers }
}

/** Polarisation (1 − A) / 2, from 0 (one category) through ½ (uniform) to 1 (two equal extremes). */
export function polarisation(result: AgreementResult): number {
  return (1 - result.value) / 2
}
