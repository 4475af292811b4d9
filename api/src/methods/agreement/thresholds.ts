import { MethodInputError } from './errors.ts'

export interface StatusThresholds {
  /** Fewest holders below which nothing is said, 1 or more. */
  readonly minHolders: number
  /** Least share of the holders asked who hold a position, 0–1. */
  readonly minAskedShare: number
  /** Least A of a convergence, −1…1. */
  readonly minAgreement: number
  /** Least share that each side of zero holds in a divergence, above 0, at most ½. */
  readonly minSideShare: number
}

export const DEFAULT_THRESHOLDS: StatusThresholds = {
  minHolders: 3,
  minAskedShare: 0.5,
  minAgreement: 0.5,
  minSideShare: 0.25,
}

/**
 * Checks thresholds before they decide anything.
 * @throws MethodInputError when one is out of its range.
 */
export function assertThresholds(thresholds: StatusThresholds): void {
  const { minHolders, minAskedShare, minAgreement, minSideShare } = thresholds
  const inRange =
    Number.isInteger(minHolders) && minHolders >= 1 &&
    minAskedShare >= 0 && minAskedShare <= 1 &&
    minAgreement >= -1 && minAgreement <= 1 &&
    minSideShare > 0 && minSideShare <= 0.5
  if (!inRange) throw new MethodInputError('threshold-out-of-range', 'A threshold of the status is out of its range')
}
