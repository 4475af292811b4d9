import { at, type Matrix, type Row, sum, transpose } from '../shared/matrix.ts'

/** MIDI: direct influence plus, over each relay c, the weaker of the two steps. The diagonal is kept. Cost: O(n³). */
export function directAndIndirect(mid: Matrix): Matrix {
  const columns = transpose(mid)
  return mid.map((row) => columns.map((column, b) => {
    let total = at(row, b)
    for (let c = 0; c < row.length; c += 1) total += Math.min(at(row, c), at(column, c))
    return total
  }))
}

/** MMIDI: the strongest path, direct or through one relay; diagonal 0. Cost: O(n³). */
export function strongestPath(mid: Matrix): Matrix {
  const columns = transpose(mid)
  return mid.map((row, a) => columns.map((column, b) => {
    if (a === b) return 0
    let most = at(row, b)
    for (let c = 0; c < row.length; c += 1) most = Math.max(most, Math.min(at(row, c), at(column, c)))
    return most
  }))
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
