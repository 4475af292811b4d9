import { at, flatten, type Matrix, type Row, sum, transpose, unflatten } from '../shared/matrix.ts'

export interface Paths {
  /** Direct influence plus, over each relay c, the weaker of the two steps. The diagonal is kept. */
  readonly midi: Matrix
  /** The strongest path, direct or through one relay; diagonal 0. */
  readonly mmidi: Matrix
}

/** MIDI and MMIDI in one pass. Cost: O(n³). */
export function pathsOf(mid: Matrix): Paths {
  const n = mid.length
  const rows = flatten(mid)
  const columns = flatten(transpose(mid))
  const midi = new Float64Array(n * n)
  const mmidi = new Float64Array(n * n)
  for (let a = 0; a < n; a += 1) {
    for (let b = 0; b < n; b += 1) {
      const direct = rows[a * n + b] ?? 0
      let total = direct
      let most = direct
      for (let c = 0; c < n; c += 1) {
        const step = Math.min(rows[a * n + c] ?? 0, columns[b * n + c] ?? 0)
        total += step
        if (step > most) most = step
      }
      midi[a * n + b] = total
      mmidi[a * n + b] = a === b ? 0 : most
    }
  }
  return { midi: unflatten(midi, n), mmidi: unflatten(mmidi, n) }
}

/** Row sums without the diagonal. */
export function sumsAside(matrix: Matrix): Row {
  return matrix.map((row, index) => sum(row) - at(row, index))
}

/** A matrix minus its transpose. */
export function netOf(matrix: Matrix): Matrix {
  const columns = transpose(matrix)
  return matrix.map((row, a) => row.map((value, b) => value - at(columns[a] ?? [], b)))
}

/**
 * Strengths of mean 1: own · I / (I + D), divided by their mean. An actor without influence nor dependence (0/0) has strength 0.
 * @returns nothing when every strength is 0.
 */
export function relativeStrength(own: Row, influence: Row, dependence: Row): Row | undefined {
  const strengths = own.map((value, index) => {
    const both = at(influence, index) + at(dependence, index)
    return both === 0 ? 0 : (value * at(influence, index)) / both
  })
  const total = sum(strengths)
  if (total === 0) return undefined
  return strengths.map((strength) => (own.length * strength) / total)
}

/**
 * Stability 0–100 %: 100 when each actor only dominates or is only dominated, 0 when each gives as much as it receives.
 * @returns nothing when there is no influence at all.
 */
export function stabilityOf(influence: Row, dependence: Row): number | undefined {
  const total = sum(influence)
  if (total === 0) return undefined
  return (100 * sum(influence.map((value, index) => Math.abs(value - at(dependence, index))))) / (2 * total)
}
