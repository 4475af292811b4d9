import { at, flatten, type Matrix, type Row, sum, transpose, unflatten } from '../shared/matrix.ts'
import type { Reason } from '../shared/reasons.ts'
import type { MactorOrder, MactorReason } from './types.ts'

interface Pairs {
  readonly convergence: Matrix
  readonly divergence: Matrix
}

/** CAA and DAA: half the sum of the two sizes, over the objectives of same and of opposite sign. Cost: O(n² m). */
function pairsOf(mao: Matrix): Pairs {
  const n = mao.length
  const m = mao[0]?.length ?? 0
  const flat = flatten(mao)
  const convergence = new Float64Array(n * n)
  const divergence = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      let together = 0
      let apart = 0
      for (let k = 0; k < m; k += 1) {
        const ours = flat[i * m + k] ?? 0
        const theirs = flat[j * m + k] ?? 0
        const sign = ours * theirs
        if (sign > 0) together += (Math.abs(ours) + Math.abs(theirs)) / 2
        else if (sign < 0) apart += (Math.abs(ours) + Math.abs(theirs)) / 2
      }
      convergence[i * n + j] = convergence[j * n + i] = together
      divergence[i * n + j] = divergence[j * n + i] = apart
    }
  }
  return { convergence: unflatten(convergence, n), divergence: unflatten(divergence, n) }
}

/** 1 − Σ |CAA − DAA| / Σ (CAA + DAA) over the other actors; nothing when the actor shares no objective. */
function ambivalenceOf(near: Row, far: Row): number | undefined {
  const all = sum(near) + sum(far)
  if (all === 0) return undefined
  const oneSided = sum(near.map((value, index) => Math.abs(value - at(far, index))))
  return Math.min(1, Math.max(0, 1 - oneSided / all))
}

const degreesOf = (convergence: number, divergence: number) => {
  const all = convergence + divergence
  return all === 0 ? {} : { convergenceDegree: (100 * convergence) / all, divergenceDegree: (100 * divergence) / all }
}

/** One order of MACTOR from its table of positions, with a reason for each figure that it has not. */
export function orderOf(order: 1 | 2 | 3, mao: Matrix): { result: MactorOrder; reasons: Reason<MactorReason>[] } {
  const { convergence, divergence } = pairsOf(mao)
  const convergenceSum = convergence.map(sum)
  const divergenceSum = divergence.map(sum)
  const degrees = degreesOf(sum(convergenceSum), sum(divergenceSum))
  const perActor = convergence.map((near, actor) => ({ actor, value: ambivalenceOf(near, divergence[actor] ?? []) }))
  const ambivalenceByActor = perActor.flatMap(({ actor, value }) => (value === undefined ? [] : [{ actor, value }]))
  const objectives = transpose(mao)
  const path = `orders.${order - 1}`
  const absent = [
    ...('convergenceDegree' in degrees ? [] : ['convergenceDegree', 'divergenceDegree']),
    ...perActor.flatMap(({ actor, value }) => (value === undefined ? [`ambivalence.${actor}`] : [])),
  ]
  const result: MactorOrder = {
    order, mao, convergence, divergence, convergenceSum, divergenceSum, ...degrees, ambivalenceByActor,
    netDistance: convergence.map((near, i) => near.map((value, j) => value - at(divergence[i] ?? [], j))),
    ...(ambivalenceByActor.length === mao.length ? { ambivalence: ambivalenceByActor.map((row) => row.value) } : {}),
    mobilisation: objectives.map((column) => sum(column.map(Math.abs))),
    mobilisationFor: objectives.map((column) => sum(column.filter((value) => value > 0))),
    mobilisationAgainst: objectives.map((column) => sum(column.filter((value) => value < 0))),
    implication: mao.map((row) => sum(row.map(Math.abs))),
  }
  return { result, reasons: absent.map((field) => ({ field: `${path}.${field}`, code: 'no-shared-objective' })) }
}
