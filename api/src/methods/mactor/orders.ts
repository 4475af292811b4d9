import { at, type Matrix, type Row, sum, transpose } from '../shared/matrix.ts'
import type { Reason } from '../shared/reasons.ts'
import type { MactorOrder, MactorReason } from './types.ts'

interface Pairs {
  readonly convergence: Matrix
  readonly divergence: Matrix
}

/** CAA and DAA: half the sum of the two sizes, over the objectives of same and of opposite sign. Cost: O(n² m). */
function pairsOf(mao: Matrix): Pairs {
  const convergence = mao.map(() => mao.map(() => 0))
  const divergence = mao.map(() => mao.map(() => 0))
  for (const [i, first] of mao.entries()) {
    for (let j = i + 1; j < mao.length; j += 1) {
      const [together, apart] = compare(first, mao[j] ?? [])
      for (const [a, b] of [[i, j], [j, i]] as const) {
        const near = convergence[a]
        const far = divergence[a]
        if (near) near[b] = together
        if (far) far[b] = apart
      }
    }
  }
  return { convergence, divergence }
}

function compare(first: Row, second: Row): [together: number, apart: number] {
  let together = 0
  let apart = 0
  for (let k = 0; k < first.length; k += 1) {
    const ours = at(first, k)
    const theirs = at(second, k)
    const sign = ours * theirs
    if (sign > 0) together += (Math.abs(ours) + Math.abs(theirs)) / 2
    else if (sign < 0) apart += (Math.abs(ours) + Math.abs(theirs)) / 2
  }
  return [together, apart]
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
