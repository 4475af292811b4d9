import type { Reason } from '../shared/reasons.ts'

export interface RankMove {
  readonly id: string
  readonly before: number
  readonly after: number
}

export interface WeightSwap {
  /** The pair as it stands now: `above` is ranked just over `below`. */
  readonly above: string
  readonly below: string
  /** Weight of the term at which both have the same score. */
  readonly weight: number
}

export interface SensitivityResult {
  readonly method: 'ranking-sensitivity@1'
  readonly key: string
  readonly weight: number
  /** Who changes rank when the weight goes down and up by the step (never below 0). */
  readonly down: { readonly weight: number; readonly moves: readonly RankMove[] }
  readonly up: { readonly weight: number; readonly moves: readonly RankMove[] }
  /** Nearest weights, on each side, at which two neighbours swap; absent when none does. */
  readonly nearestDown?: WeightSwap
  readonly nearestUp?: WeightSwap
}

export interface ComparedRow {
  readonly id: string
  /** Ranks among those present in both rankings. */
  readonly rankBefore: number
  readonly rankAfter: number
  /** Positive = climbed. */
  readonly rankChange: number
  readonly scoreBefore: number
  readonly scoreAfter: number
  /** Score after minus before, −1…1. */
  readonly gap: number
}

export interface RankingComparison {
  readonly method: 'ranking-comparison@1'
  readonly n: number
  /** Widest gap first, then by id. */
  readonly rows: readonly ComparedRow[]
  /** Mean |gap|, 0–1; absent when nobody stands in both. */
  readonly meanGap?: number
  readonly onlyBefore: readonly string[]
  readonly onlyAfter: readonly string[]
  readonly reasons: readonly Reason<'no-common-candidate'>[]
}
