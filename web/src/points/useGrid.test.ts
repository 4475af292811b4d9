import { describe, expect, it } from 'vitest'
import { step } from './useGrid.ts'

const size = { rows: 500, columns: 200, page: 12 }

describe('the keys of the matrix', () => {
  it.each([
    ['ArrowRight', { row: 3, column: 4 }, { row: 3, column: 5 }],
    ['ArrowLeft', { row: 3, column: 0 }, { row: 3, column: -1 }],
    ['ArrowUp', { row: 0, column: 4 }, { row: -1, column: 4 }],
    ['PageDown', { row: 495, column: 4 }, { row: 499, column: 4 }],
    ['PageUp', { row: 5, column: 4 }, { row: 0, column: 4 }],
    ['Home', { row: 3, column: 44 }, { row: 3, column: -1 }],
    ['End', { row: 3, column: 44 }, { row: 3, column: 199 }],
    ['ArrowLeft', { row: -1, column: 0 }, { row: -1, column: 0 }],
  ])('%s from %j leads to %j', (key, from, to) => {
    expect(step(from, key, size)).toEqual(to)
  })

  it('go to the corners with Control, and leave other keys alone', () => {
    expect(step({ row: 9, column: 9 }, 'End', { ...size, control: true })).toEqual({ row: 499, column: 199 })
    expect(step({ row: 9, column: 9 }, 'a', size)).toBeUndefined()
  })
})
