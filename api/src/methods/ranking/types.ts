import type { Reason } from '../shared/reasons.ts'

export interface Term {
  /** Code of the criterion or of the method result. */
  readonly key: string
  /** 0 or more; only the ratios between the weights matter. */
  readonly weight: number
  /** Scale of the value, min < max. */
  readonly min: number
  readonly max: number
  /** `up`: the higher the value, the higher the rank. */
  readonly direction: 'up' | 'down'
}

export type Formula = readonly Term[]

/** One value per term, in the order of the formula; null = not known. */
export type TermValues = readonly (number | null)[]

export interface Candidate {
  readonly id: string
  readonly values: TermValues
}

export interface Contribution {
  readonly key: string
  readonly value: number
  /** Value brought to 0–1 on its scale, 1 = pulls to the top. */
  readonly normalised: number
  /** Share of this term among the known ones, 0–1. */
  readonly share: number
  /** normalised × share; the contributions add up to the score. */
  readonly contribution: number
}

export interface Score {
  /** 0–1; absent when no weighted term is known, or the coverage is below the minimum asked. */
  readonly score?: number
  /** Weight of the known terms over the weight of all, 0–1. */
  readonly coverage: number
  /** Known terms only. */
  readonly contributions: readonly Contribution[]
  readonly reasons: readonly Reason<'unknown-value' | 'no-known-term' | 'coverage-too-low'>[]
}

export interface RankedRow {
  readonly id: string
  /** Competition ranking: 1, 1, 3. */
  readonly rank: number
  /** How many hold this rank, 1 = alone. */
  readonly tied: number
  readonly score: number
  readonly coverage: number
}

export interface Ranking {
  readonly method: 'ranking@1'
  /** Best first; equal scores by id. */
  readonly rows: readonly RankedRow[]
  readonly unranked: readonly { readonly id: string; readonly coverage: number; readonly code: 'no-known-term' | 'coverage-too-low' }[]
}

export interface RatedCandidate {
  readonly id: string
  /** Per term, in the order of the formula: the scores by rater (index 0…raters − 1), or a value that no rater gave. */
  readonly terms: readonly ({ readonly scores: readonly { readonly rater: number; readonly value: number }[] } | { readonly value: number | null })[]
}

export interface BootstrapInput {
  readonly formula: Formula
  readonly candidates: readonly RatedCandidate[]
  readonly raters: number
  /** How the scores of one cell become one value. */
  readonly summary: 'mean' | 'median'
  /** Same seed, same intervals: an unsigned 32-bit integer. */
  readonly seed: number
  /** 1 to 10,000; 1,000 by default. */
  readonly draws?: number
  /** Lower and upper share of the draws, 0.05 and 0.95 by default. */
  readonly low?: number
  readonly high?: number
}

export interface RankInterval {
  readonly id: string
  /** Best and worst rank between the two shares of the draws; both were really taken in a draw. */
  readonly best: number
  readonly worst: number
  /** Draws in which the candidate had a score. */
  readonly draws: number
}

export interface BootstrapResult {
  readonly method: 'ranking-bootstrap@1'
  readonly draws: number
  readonly seed: number
  readonly raters: number
  readonly intervals: readonly RankInterval[]
  readonly reasons: readonly Reason<'fewer-than-two-raters' | 'never-ranked'>[]
  /** Fewer than 5 raters. */
  readonly unstable: boolean
}
