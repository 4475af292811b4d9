import type { Reason } from '../shared/reasons.ts'

/** Raters × objects: one row per rater; null = no score (missing, "don't know"). */
export type Ratings = readonly (readonly (number | null)[])[]

export type RatersReason =
  /** No rater, or a single one, has scored. */
  | 'fewer-than-two-raters'
  /** Fewer than two objects that every rater has scored (Kendall, ICC). */
  | 'fewer-than-two-complete-objects'
  /** No object with two scores or more (Krippendorff). */
  | 'no-pairable-values'
  /** What the figure divides by does not vary: every score, or every object's mean (ICC), is the same. */
  | 'no-variation'
  /** Each rater puts every object on the same rank (Kendall). */
  | 'all-tied'
  /** A score below 0 has no ratio to another (Krippendorff, ratio). */
  | 'negative-value'
  /** The ratio form compares each distinct score with each: about 4,000 of them at most. */
  | 'too-many-values'

export interface KendallFigures {
  /** Coefficient of concordance corrected for ties, 0–1. */
  readonly w?: number
  /** The same without the correction, for comparison with publications. */
  readonly wUncorrected?: number
  /** m (n − 1) W, on `df` degrees of freedom. */
  readonly chi2?: number
  readonly df?: number
  /** Probability of at least this χ² without any concordance, 0–1; an approximation, good above 7 objects. */
  readonly p?: number
}

/** Krippendorff's α per level of measurement: 1 = perfect, 0 = chance, below 0 = worse than chance. */
export interface KrippendorffFigures {
  readonly nominal?: number
  readonly ordinal?: number
  readonly interval?: number
  readonly ratio?: number
}

/** Intraclass correlations of Shrout and Fleiss: forms 1, 2, 3 for one rater and for the mean of the k raters. */
export interface IccFigures {
  readonly icc11?: number
  readonly icc21?: number
  readonly icc31?: number
  readonly icc1k?: number
  readonly icc2k?: number
  readonly icc3k?: number
}

export interface RatersResult {
  readonly method: 'raters@1'
  /** Raters with one score at least. The others count nowhere. */
  readonly raters: number
  /** Objects with one score at least. */
  readonly objects: number
  /** Objects that all these raters have scored: the ones that Kendall's W and the ICC rest on. */
  readonly completeObjects: number
  /** Scores in all. */
  readonly scores: number
  readonly kendall: KendallFigures
  readonly krippendorff: KrippendorffFigures
  readonly icc: IccFigures
  readonly reasons: readonly Reason<RatersReason>[]
  /** Fewer than 5 raters: every coefficient jumps with one of them. */
  readonly unstable: boolean
}
