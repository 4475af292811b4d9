export interface Scale { min: number; max: number }

export type Typed = { kind: 'value'; value: number | null } | { kind: 'minus' } | { kind: 'none' }

/** What a key says to a cell: a figure is a value, negative after a minus; Delete and Backspace empty the cell. */
export function keyTyped(key: string, { min, max }: Scale, minus: boolean): Typed {
  if (key === 'Delete' || key === 'Backspace') return { kind: 'value', value: null }
  if ((key === '-' || key === '−') && min < 0) return { kind: 'minus' }
  if (!/^\d$/.test(key)) return { kind: 'none' }
  const value = minus && Number(key) !== 0 ? -Number(key) : Number(key)
  return value < min || value > max ? { kind: 'none' } : { kind: 'value', value }
}

/** Cells copied from a spreadsheet: rows of values, undefined where a cell is no whole number of the scale; an empty cell is null. */
export function pastedCells(text: string, { min, max }: Scale): (number | null | undefined)[][] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  return lines.map((line) => line.split(/\t|;/).map((cell) => {
    const word = cell.trim().replace(/^[−–]/, '-').replace(/^\+/, '')
    if (word === '') return null
    const value = Number(word.replace(',', '.'))
    return Number.isInteger(value) && value >= min && value <= max ? value + 0 : undefined
  }))
}

export interface Place { row: number; column: number }
export interface Sheet { rows: number; columns: number; /** An actor has no influence on itself: its own cell is passed over. */ diagonal: boolean }

const own = ({ row, column }: Place, sheet: Sheet): boolean => sheet.diagonal && row === column
const inside = ({ row, column }: Place, { rows, columns }: Sheet): boolean => row >= 0 && column >= 0 && row < rows && column < columns

/** The next cell in the order of reading, the last one staying where it is. */
export function nextCell(from: Place, sheet: Sheet): Place {
  for (let place = from; ; ) {
    place = place.column + 1 < sheet.columns ? { row: place.row, column: place.column + 1 } : { row: place.row + 1, column: 0 }
    if (!inside(place, sheet)) return from
    if (!own(place, sheet)) return place
  }
}

/** Where a key leads in the sheet, or undefined when the key does not move. */
export function moved(from: Place, key: string, sheet: Sheet, control = false): Place | undefined {
  const { rows, columns } = sheet
  const steps: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
  if (key === 'Home' || key === 'End') {
    const column = key === 'Home' ? 0 : columns - 1
    const place = { row: control ? (key === 'Home' ? 0 : rows - 1) : from.row, column }
    return own(place, sheet) ? { ...place, column: key === 'Home' ? Math.min(1, columns - 1) : Math.max(0, columns - 2) } : place
  }
  const step = steps[key]
  if (!step) return undefined
  const [down, right] = step
  for (let place = { row: from.row + down, column: from.column + right }; inside(place, sheet); place = { row: place.row + down, column: place.column + right }) {
    if (!own(place, sheet)) return place
  }
  return from
}
