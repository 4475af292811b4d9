export interface Scale { min: number; max: number }

export type Typed = { kind: 'value'; value: number | null } | { kind: 'minus' } | { kind: 'flip' } | { kind: 'none' }

/**
 * What a key says to a cell. A figure is a value, negative after a minus; a minus alone turns the sign of a cell that has one
 * and waits for a figure elsewhere; Delete and Backspace empty the cell.
 */
export function keyTyped(key: string, { min, max }: Scale, current: number | null, minus: boolean): Typed {
  if (key === 'Delete' || key === 'Backspace') return { kind: 'value', value: null }
  if ((key === '-' || key === '−') && min < 0) return current && !minus ? { kind: 'flip' } : { kind: 'minus' }
  if (key === '+' && current !== null && current < 0) return { kind: 'flip' }
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
