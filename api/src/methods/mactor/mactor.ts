import { MethodInputError } from '../shared/errors.ts'
import { assertCells, at, type Matrix, type Row, sum, transpose } from '../shared/matrix.ts'
import type { Reason } from '../shared/reasons.ts'
import { netOf, pathsOf, relativeStrength, stabilityOf, sumsAside } from './influence.ts'
import { orderOf } from './orders.ts'
import type { MactorInput, MactorOrder, MactorReason, MactorResult } from './types.ts'

/** Largest size of an influence and of a position. */
export const MACTOR_MAX = 4

function assertInput({ mid, mao2 }: MactorInput): void {
  assertCells(mid, mid.length, { min: 0, max: MACTOR_MAX })
  if (mid.some((row, index) => at(row, index) !== 0)) throw new MethodInputError('diagonal-not-zero', 'No actor influences itself')
  if (mao2 === undefined) return
  if (mao2.length !== mid.length) throw new MethodInputError('values-length-mismatch', `${mid.length} actors, but positions of ${mao2.length}`)
  assertCells(mao2, mao2[0]?.length ?? 0, { min: -MACTOR_MAX, max: MACTOR_MAX })
}

function influencesOf(mid: Matrix) {
  const { midi, mmidi } = pathsOf(mid)
  const influence = sumsAside(midi)
  const dependence = sumsAside(transpose(midi))
  const maxInfluence = sumsAside(mmidi)
  const maxDependence = sumsAside(transpose(mmidi))
  const netBalance = netOf(midi)
  // The diagonal is already out of Ii; the method subtracts it a second time here: what comes back to an actor is no power.
  const own = influence.map((value, index) => value - at(midi[index] ?? [], index))
  return {
    midi, influence, dependence, mmidi, maxInfluence, maxDependence, netBalance,
    totalInfluence: sum(influence),
    netInfluence: netBalance.map(sum),
    riStar: relativeStrength(own, influence, dependence),
    qiStar: relativeStrength(maxInfluence, maxInfluence, maxDependence),
    stability: stabilityOf(influence, dependence),
  }
}

interface Positions {
  readonly orders: readonly MactorOrder[]
  readonly reasons: readonly Reason<MactorReason>[]
}

function positionsOf(mao2: Matrix | undefined, riStar: Row | undefined, noStrength: MactorReason): Positions {
  if (mao2 === undefined) return { orders: [], reasons: [{ field: 'orders', code: 'no-positions' }] }
  // "+ 0" turns −0 into 0: nobody reads "−0".
  const made = [orderOf(1, mao2.map((row) => row.map((value) => Math.sign(value) + 0))), orderOf(2, mao2)]
  if (riStar) made.push(orderOf(3, mao2.map((row, actor) => row.map((value) => value * at(riStar, actor) + 0))))
  return {
    orders: made.map(({ result }) => result),
    reasons: [...made.flatMap(({ reasons }) => reasons), ...(riStar ? [] : [{ field: 'orders.2', code: noStrength }])],
  }
}

/**
 * Who has power in the game, and who stands with or against whom on what? MACTOR: influences direct and indirect, balance
 * of power Ri*, convergences and divergences of orders 1 to 3. Source: M. Godet, "Manuel de prospective stratégique" t. 2
 * (Dunod), ch. 6; conventions as in docs/methods/mactor.md. Cost: O(n³ + n² m).
 * @throws MethodInputError when a table has not its shape, a cell is no integer of its scale, or an actor influences itself.
 */
export function mactor({ mid, mao2 }: MactorInput): MactorResult {
  assertInput({ mid, mao2 })
  const { riStar, qiStar, stability, ...always } = influencesOf(mid)
  const noStrength = always.totalInfluence === 0 ? 'no-influence' : 'no-balance-of-power'
  const absent: Reason<MactorReason>[] = []
  if (riStar === undefined) absent.push({ field: 'riStar', code: noStrength })
  if (qiStar === undefined) absent.push({ field: 'qiStar', code: 'no-influence' })
  if (stability === undefined) absent.push({ field: 'stability', code: 'no-influence' })
  const { orders, reasons } = positionsOf(mao2, riStar, noStrength)
  return {
    method: 'mactor@1',
    actors: mid.length,
    objectives: mao2?.[0]?.length ?? 0,
    ...always,
    ...(riStar === undefined ? {} : { riStar }),
    ...(qiStar === undefined ? {} : { qiStar }),
    ...(stability === undefined ? {} : { stability }),
    orders,
    reasons: [...absent, ...reasons],
  }
}
