import { describe, expect, it } from 'vitest'
import { keyTyped, moved, nextCell, pastedCells } from './typing.ts'

const mid = { min: 0, max: 4 }
const mao = { min: -4, max: 4 }

describe('typing into a cell', () => {
  it('takes the figures of the scale and no other', () => {
    expect(keyTyped('3', mid, false)).toEqual({ kind: 'value', value: 3 })
    expect(keyTyped('5', mid, false)).toEqual({ kind: 'none' })
    expect(keyTyped('a', mid, false)).toEqual({ kind: 'none' })
    expect(keyTyped('Backspace', mid, false)).toEqual({ kind: 'value', value: null })
  })

  it('reads a minus before a figure, and knows no −0', () => {
    expect(keyTyped('-', mao, false)).toEqual({ kind: 'minus' })
    expect(keyTyped('2', mao, true)).toEqual({ kind: 'value', value: -2 })
    expect(keyTyped('0', mao, true)).toEqual({ kind: 'value', value: 0 })
    expect(keyTyped('-', mid, false)).toEqual({ kind: 'none' })
  })
})

describe('pasting from a spreadsheet', () => {
  it('reads tabs and lines, true minus signs and empty cells; leaves out what is off the scale', () => {
    expect(pastedCells('1\t−2\t\r\n3,0\t9\tx\r\n', mao)).toEqual([[1, -2, null], [3, undefined, undefined]])
  })
})

describe('moving in the sheet', () => {
  const sheet = { rows: 3, columns: 3, diagonal: true }

  it('passes over the diagonal and stays within', () => {
    expect(moved({ row: 0, column: 1 }, 'ArrowDown', sheet)).toEqual({ row: 2, column: 1 })
    expect(moved({ row: 0, column: 1 }, 'ArrowLeft', sheet)).toEqual({ row: 0, column: 1 })
    expect(moved({ row: 0, column: 2 }, 'Home', sheet)).toEqual({ row: 0, column: 1 })
    expect(moved({ row: 0, column: 2 }, 'a', sheet)).toBeUndefined()
  })

  it('goes on to the next cell in the order of reading, and ends at the last', () => {
    expect(nextCell({ row: 0, column: 2 }, sheet)).toEqual({ row: 1, column: 0 })
    expect(nextCell({ row: 1, column: 0 }, sheet)).toEqual({ row: 1, column: 2 })
    expect(nextCell({ row: 2, column: 1 }, sheet)).toEqual({ row: 2, column: 1 })
  })
})
