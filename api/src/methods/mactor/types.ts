import type { Matrix, Row } from '../shared/matrix.ts'
import type { Reason } from '../shared/reasons.ts'

export interface MactorInput {
  /** Direct influences, actors × actors, row acts on column: integers 0 (none) to 4 (existence); diagonal 0. */
  readonly mid: Matrix
  /** Valued positions, actors × objectives: integers −4 (against, existence) to +4. Without it only influences are computed. */
  readonly mao2?: Matrix | undefined
}

export type MactorReason =
  /** Nobody influences anybody. */
  | 'no-influence'
  /** Every balance of power is 0, e.g. two actors of equal mutual influence. */
  | 'no-balance-of-power'
  /** No objective on which the actors concerned both hold a position. */
  | 'no-shared-objective'
  /** The table of valued positions (2MAO) was not given. */
  | 'no-positions'

export interface MactorOrder {
  /** 1 = sign of the position, 2 = valued, 3 = valued and weighted by Ri*. */
  readonly order: 1 | 2 | 3
  /** xMAO, actors × objectives. */
  readonly mao: Matrix
  /** xCAA, actors × actors, symmetric, diagonal 0. */
  readonly convergence: Matrix
  /** xDAA, actors × actors, symmetric, diagonal 0. */
  readonly divergence: Matrix
  /** CAA − DAA, per pair of actors. */
  readonly netDistance: Matrix
  readonly convergenceSum: Row
  readonly divergenceSum: Row
  /** 0–100 %. */
  readonly convergenceDegree?: number
  /** 0–100 %, the complement of the former. */
  readonly divergenceDegree?: number
  /** 0–1 per actor; absent as soon as one actor has none: then read `ambivalenceByActor`. */
  readonly ambivalence?: Row
  /** 0–1 for the actors that have one, `actor` being their index. */
  readonly ambivalenceByActor: readonly { readonly actor: number; readonly value: number }[]
  /** Σ |xMAO| per objective: for part minus against part. */
  readonly mobilisation: Row
  /** Per objective, 0 or above. */
  readonly mobilisationFor: Row
  /** Per objective, 0 or below. */
  readonly mobilisationAgainst: Row
  /** Σ |xMAO| per actor. */
  readonly implication: Row
}

export interface MactorResult {
  readonly method: 'mactor@1'
  readonly actors: number
  readonly objectives: number
  /** Direct and indirect influences, with their diagonal. */
  readonly midi: Matrix
  /** Ii, without the diagonal. */
  readonly influence: Row
  /** Di, without the diagonal. */
  readonly dependence: Row
  /** Σ Ii = Σ Di. */
  readonly totalInfluence: number
  /** Balance of power Ri*, mean 1. */
  readonly riStar?: Row
  /** Strongest direct or indirect path, diagonal 0. */
  readonly mmidi: Matrix
  readonly maxInfluence: Row
  readonly maxDependence: Row
  /** Competitiveness Qi*, mean 1. */
  readonly qiStar?: Row
  /** MIDI minus its transpose: antisymmetric. */
  readonly netBalance: Matrix
  /** Row sums of the net balance. */
  readonly netInfluence: Row
  /** 0–100 %. */
  readonly stability?: number
  /** Orders 1 and 2 when positions are given, and 3 when Ri* exists. */
  readonly orders: readonly MactorOrder[]
  readonly reasons: readonly Reason<MactorReason>[]
}
