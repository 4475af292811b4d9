import type { Reason } from '../shared/reasons.ts'

export type Level = 'high' | 'low'

/** Stored, shown and dated by the caller: no source fixes a cut-off. */
export interface Cutoff {
  readonly value: number
  /** Scale of the criterion, min < max; the cut-off lies on it. */
  readonly min: number
  readonly max: number
  /** Side of a score that equals the cut-off: `at-or-above` counts it as high, `above` as low. */
  readonly rule: 'at-or-above' | 'above'
}

export interface ClassInput<Criterion extends string> {
  /** One score per criterion; null = not known. */
  readonly scores: Readonly<Record<Criterion, number | null>>
  readonly cutoffs: Readonly<Record<Criterion, Cutoff>>
  /** Share of the scale's width within which a score is near its cut-off, 0–1; 0.05 by default. */
  readonly nearShare?: number
}

export interface NearCutoff<Criterion extends string> {
  readonly criterion: Criterion
  /** |score − cut-off|, in points of the scale. */
  readonly distance: number
}

export interface ClassResult<Criterion extends string, Code extends string> {
  /** Absent when a score is missing. */
  readonly class?: Code
  /** Side of each known score. */
  readonly attributes: Readonly<Partial<Record<Criterion, Level>>>
  /** Criteria whose score is near its cut-off. */
  readonly near: readonly NearCutoff<Criterion>[]
  /** Classes that the stakeholder would have, were some of its near scores on the other side; without its own. */
  readonly neighbours: readonly Code[]
  readonly reasons: readonly Reason<'missing-score'>[]
}
