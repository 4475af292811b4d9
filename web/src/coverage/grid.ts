/** Measures of the cross-table, in pixels. */
export const COLUMN = 24
export const ROW = 32

export interface Place {
  row: number
  column: number
}

export interface GridSize {
  rows: number
  columns: number
  /** Rows in sight, for the page keys. */
  page: number
}

const clamp = (n: number, last: number): number => Math.max(0, Math.min(last, n))

/** Where a key leads from a cell of the grid; undefined when it is none of the grid's keys. */
export function placeAfter(key: string, ctrl: boolean, at: Place, { rows, columns, page }: GridSize): Place | undefined {
  const to = (row: number, column: number): Place => ({ row: clamp(row, rows - 1), column: clamp(column, columns - 1) })
  switch (key) {
    case 'ArrowUp': return to(at.row - 1, at.column)
    case 'ArrowDown': return to(at.row + 1, at.column)
    case 'ArrowLeft': return to(at.row, at.column - 1)
    case 'ArrowRight': return to(at.row, at.column + 1)
    case 'Home': return to(ctrl ? 0 : at.row, 0)
    case 'End': return to(ctrl ? rows - 1 : at.row, columns - 1)
    case 'PageUp': return to(at.row - page, at.column)
    case 'PageDown': return to(at.row + page, at.column)
    default: return undefined
  }
}

/** The column under a point of a row, or undefined outside the cells. */
export function columnAt(x: number, columns: number): number | undefined {
  const column = Math.floor(x / COLUMN)
  return column >= 0 && column < columns ? column : undefined
}

/** For each column, whether it begins a group: a line is drawn there. */
export const groupStarts = (groups: readonly { areas: readonly unknown[] }[]): boolean[] => groups.flatMap((group) => group.areas.map((_, i) => i === 0))
