import { agreement, polarisation } from './agreement.ts'
import { balance } from './balance.ts'
import { consensus } from './consensus.ts'
import { MethodInputError } from './errors.ts'
import { POSITION_SCALE, totalOf, type Counts5, type Figure } from './scale.ts'
import { assertThresholds, DEFAULT_THRESHOLDS, type StatusThresholds } from './thresholds.ts'

export type PointStatus = 'unknown' | 'convergence' | 'divergence' | 'mixed'

export type StatusReason =
  | 'no-positions'
  | 'too-few-holders'
  | 'too-few-of-those-asked'
  | 'agreement-without-strong-opposition'
  | 'both-sides-held'
  | 'neither'

export interface StatusInput {
  readonly counts5: Counts5
  /** Holders asked on this version of the point: those with a value, who abstained or who gave no answer. */
  readonly asked: number
  /** Holders with a value; equals the sum of the counts. */
  readonly holders: number
}

type PointFigure = Figure<'no-positions'>

export interface StatusResult {
  readonly method: 'status@1'
  readonly n: number
  readonly asked: number
  readonly status: PointStatus
  readonly reason: StatusReason
  readonly thresholds: StatusThresholds
  readonly balance: PointFigure
  readonly agreement: PointFigure
  readonly polarisation: PointFigure
  readonly consensus: PointFigure
  readonly sides: { readonly against: number; readonly neutral: number; readonly for: number }
  /** Larger side of zero; none when both are equal, neutral holders being on no side. */
  readonly majority: 'for' | 'against' | 'none'
  /** Holders at ±2 on the other side than the majority; on either side when there is no majority. */
  readonly strongOpponents: number
  readonly convergenceHolds: boolean
  readonly divergenceHolds: boolean
}

type Figures = Pick<StatusResult, 'balance' | 'agreement' | 'polarisation' | 'consensus'>
type Sides = Pick<StatusResult, 'sides' | 'majority' | 'strongOpponents'>

/** Layers add up in floating point: an A of exactly the threshold may come out 1e-16 below it. */
const TOLERANCE = 1e-12

function assertInput({ counts5, asked, holders }: StatusInput): void {
  const sum = holders === 0 && counts5.every((count) => count === 0) ? 0 : totalOf(counts5, 5)
  if (sum !== holders) throw new MethodInputError('holders-mismatch', `${holders} holders but counts of ${sum}`)
  if (!Number.isSafeInteger(asked) || asked < holders) {
    throw new MethodInputError('asked-below-holders', `${asked} asked but ${holders} hold a position`)
  }
}

function figuresOf(counts5: Counts5, holders: number): Figures {
  if (holders === 0) {
    const absent = { reason: 'no-positions' } as const
    return { balance: absent, agreement: absent, polarisation: absent, consensus: absent }
  }
  const agreed = agreement(counts5)
  return {
    balance: { value: balance(counts5).value },
    agreement: { value: agreed.value },
    polarisation: { value: polarisation(agreed) },
    consensus: { value: consensus(counts5, POSITION_SCALE).value },
  }
}

function sidesOf([strongAgainst, against, neutral, inFavour, strongFor]: Counts5): Sides {
  const sides = { against: strongAgainst + against, neutral, for: inFavour + strongFor }
  if (sides.for > sides.against) return { sides, majority: 'for', strongOpponents: strongAgainst }
  if (sides.against > sides.for) return { sides, majority: 'against', strongOpponents: strongFor }
  return { sides, majority: 'none', strongOpponents: strongAgainst + strongFor }
}

function decide(
  { asked, holders }: StatusInput,
  thresholds: StatusThresholds,
  holds: { readonly convergence: boolean; readonly divergence: boolean },
): Pick<StatusResult, 'status' | 'reason'> {
  if (holders === 0) return { status: 'unknown', reason: 'no-positions' }
  if (holders < thresholds.minHolders) return { status: 'unknown', reason: 'too-few-holders' }
  if (holders < asked * thresholds.minAskedShare) return { status: 'unknown', reason: 'too-few-of-those-asked' }
  // Both can hold, e.g. 0 3 4 3 0: the design names convergence first, and nobody there is strongly opposed.
  if (holds.convergence) return { status: 'convergence', reason: 'agreement-without-strong-opposition' }
  if (holds.divergence) return { status: 'divergence', reason: 'both-sides-held' }
  return { status: 'mixed', reason: 'neither' }
}

/**
 * Do the holders of positions on one version of a point converge, diverge, neither, or is it too early to say?
 * Rule: DESIGN 3, made precise in docs/methods/status.md.
 * @throws MethodInputError on counts that are none, holders ≠ their sum, asked < holders, or thresholds out of range.
 */
export function statusOf(input: StatusInput, thresholds: StatusThresholds = DEFAULT_THRESHOLDS): StatusResult {
  assertThresholds(thresholds)
  assertInput(input)
  const { counts5, asked, holders } = input
  const figures = figuresOf(counts5, holders)
  const split = sidesOf(counts5)
  const leastSide = thresholds.minSideShare * holders
  const convergenceHolds =
    'value' in figures.agreement &&
    figures.agreement.value >= thresholds.minAgreement - TOLERANCE &&
    split.strongOpponents === 0
  const divergenceHolds = holders > 0 && split.sides.for >= leastSide && split.sides.against >= leastSide
  const decision = decide(input, thresholds, { convergence: convergenceHolds, divergence: divergenceHolds })
  return { method: 'status@1', n: holders, asked, ...decision, thresholds, ...figures, ...split, convergenceHolds, divergenceHolds }
}
