import { describe, expect, it } from 'vitest'
import { keyTyped, pastedCells } from './typing.ts'

const mid = { min: 0, max: 4 }
const mao = { min: -4, max: 4 }

describe('typing into a cell', () => {
  it('takes the figures of the scale and no other', () => {
    expect(keyTyped('3', mid, null, false)).toEqual({ kind: 'value', value: 3 })
    expect(keyTyped('5', mid, null, false)).toEqual({ kind: 'none' })
    expect(keyTyped('a', mid, null, false)).toEqual({ kind: 'none' })
    expect(keyTyped('Backspace', mid, 2, false)).toEqual({ kind: 'value', value: null })
  })

  it('reads a minus before a figure, turns the sign of a cell that has one, and knows no −0', () => {
    expect(keyTyped('-', mao, null, false)).toEqual({ kind: 'minus' })
    expect(keyTyped('2', mao, null, true)).toEqual({ kind: 'value', value: -2 })
    expect(keyTyped('-', mao, 3, false)).toEqual({ kind: 'flip' })
    expect(keyTyped('+', mao, -3, false)).toEqual({ kind: 'flip' })
    expect(keyTyped('0', mao, null, true)).toEqual({ kind: 'value', value: 0 })
    expect(keyTyped('-', mid, 3, false)).toEqual({ kind: 'none' })
  })
})

describe('pasting from a spreadsheet', () => {
  it('reads tabs and lines, true minus signs and empty cells; leaves out what is off the scale', () => {
    expect(pastedCells('1\t−2\t\r\n3,0\t9\tx\r\n', mao)).toEqual([[1, -2, null], [3, undefined, undefined]])
  })
})
