import { MethodInputError } from './errors.ts'

export type Row = readonly number[]
export type Matrix = readonly Row[]

/** The number at an index that the caller knows to be inside the row. */
export const at = (row: ArrayLike<number>, index: number): number => row[index] ?? 0

/** Sum of a list, 0 when empty. */
export function sum(row: Row): number {
  let total = 0
  for (const value of row) total += value
  return total
}

/** The rows one after the other in one block, for the loops that must be fast. */
export function flatten(matrix: Matrix): Float64Array {
  const width = matrix[0]?.length ?? 0
  const flat = new Float64Array(matrix.length * width)
  for (const [index, row] of matrix.entries()) flat.set(row, index * width)
  return flat
}

/** Cuts a block back into rows. */
export function unflatten(flat: Float64Array, width: number): Matrix {
  return Array.from({ length: flat.length / width }, (_, row) => Array.from(flat.subarray(row * width, (row + 1) * width)))
}

/** The columns of a matrix as rows. */
export function transpose(matrix: Matrix): Matrix {
  return (matrix[0] ?? []).map((_, column) => matrix.map((row) => at(row, column)))
}

/**
 * Checks that a matrix has rows, that each has `columns` cells, and that each cell is an integer from `min` to `max`.
 * @throws MethodInputError otherwise.
 */
export function assertCells(matrix: Matrix, columns: number, { min, max }: { min: number; max: number }): void {
  if (matrix.length === 0 || columns === 0) throw new MethodInputError('empty-matrix', 'A matrix has at least one row and one column')
  for (const row of matrix) {
    if (row.length !== columns) throw new MethodInputError('row-length-mismatch', `${columns} columns, but a row of ${row.length}`)
    for (const cell of row) {
      if (!Number.isInteger(cell) || cell < min || cell > max) {
        throw new MethodInputError('value-out-of-scale', `A cell is an integer from ${min} to ${max}, got ${cell}`)
      }
    }
  }
}
