import { MethodInputError } from './errors.ts'
import { assertPosition, type Figure } from './scale.ts'

export interface HeldPosition {
  readonly holder: string
  /** −2…+2. */
  readonly value: number
}

export interface HolderMove {
  readonly holder: string
  readonly before: number
  readonly after: number
}

type MoveFigure = Figure<'fewer-than-two-common-holders'>

export interface RapprochementResult {
  readonly method: 'rapprochement@1'
  /** Holders present at both dates. */
  readonly n: number
  /** Mean distance before minus after, −4…4: positive means closer. */
  readonly rapprochement: MoveFigure
  /** Mean distance between two common holders, 0–4. */
  readonly distanceBefore: MoveFigure
  readonly distanceAfter: MoveFigure
  /** Each common holder's two values, in order of holder. */
  readonly moves: readonly HolderMove[]
  readonly onlyBefore: readonly string[]
  readonly onlyAfter: readonly string[]
}

function byHolder(positions: readonly HeldPosition[]): Map<string, number> {
  const values = new Map<string, number>()
  for (const { holder, value } of positions) {
    assertPosition(value)
    if (values.has(holder)) throw new MethodInputError('duplicate-key', `Holder ${holder} stands twice at one date`)
    values.set(holder, value)
  }
  return values
}

function meanPairwiseDistance(values: readonly number[]): number {
  let sum = 0
  for (const [index, value] of values.entries()) {
    for (const other of values.slice(index + 1)) sum += Math.abs(value - other)
  }
  return sum / ((values.length * (values.length - 1)) / 2)
}

function without(positions: Map<string, number>, others: Map<string, number>): string[] {
  return [...positions.keys()].filter((holder) => !others.has(holder)).sort()
}

function figuresOf(
  moves: readonly HolderMove[],
): Pick<RapprochementResult, 'rapprochement' | 'distanceBefore' | 'distanceAfter'> {
  if (moves.length < 2) {
    const absent = { reason: 'fewer-than-two-common-holders' } as const
    return { rapprochement: absent, distanceBefore: absent, distanceAfter: absent }
  }
  const before = meanPairwiseDistance(moves.map((move) => move.before))
  const after = meanPairwiseDistance(moves.map((move) => move.after))
  return {
    rapprochement: { value: before - after },
    distanceBefore: { value: before },
    distanceAfter: { value: after },
  }
}

/**
 * Have the holders present at two dates come closer? Change in their mean pairwise distance |x − y| (DESIGN 3).
 * Newcomers and those gone are listed but never counted. Cost: O(n²) in the common holders.
 * @throws MethodInputError on a value out of −2…+2, or a holder twice at one date.
 */
export function rapprochement(
  before: readonly HeldPosition[],
  after: readonly HeldPosition[],
): RapprochementResult {
  const first = byHolder(before)
  const second = byHolder(after)
  const moves: HolderMove[] = []
  for (const [holder, value] of first) {
    const later = second.get(holder)
    if (later !== undefined) moves.push({ holder, before: value, after: later })
  }
  moves.sort((a, b) => (a.holder < b.holder ? -1 : 1))
  return {
    method: 'rapprochement@1',
    n: moves.length,
    ...figuresOf(moves),
    moves,
    onlyBefore: without(first, second),
    onlyAfter: without(second, first),
  }
}
