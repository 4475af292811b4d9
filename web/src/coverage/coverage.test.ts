import { describe, expect, it } from 'vitest'
import { registerQuery } from './filters.ts'
import { columnAt, COLUMN, groupStarts, placeAfter } from './grid.ts'
import { barLength, shareOf } from './tiles.ts'

describe('keys of the cross-table', () => {
  const size = { rows: 10, columns: 45, page: 4 }
  it.each([
    ['ArrowRight', false, { row: 2, column: 4 }], ['ArrowLeft', false, { row: 2, column: 2 }], ['ArrowDown', false, { row: 3, column: 3 }], ['PageDown', false, { row: 6, column: 3 }], ['PageUp', false, { row: 0, column: 3 }],
    ['Home', false, { row: 2, column: 0 }], ['End', false, { row: 2, column: 44 }], ['Home', true, { row: 0, column: 0 }], ['End', true, { row: 9, column: 44 }],
  ])('%s (ctrl %s) leads to %o', (key, ctrl, place) => expect(placeAfter(key, ctrl, { row: 2, column: 3 }, size)).toEqual(place))

  it('never leaves the grid, and leaves other keys alone', () => {
    expect(placeAfter('ArrowUp', false, { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 })
    expect(placeAfter('ArrowRight', false, { row: 0, column: 44 }, size)).toEqual({ row: 0, column: 44 })
    expect(placeAfter('Tab', false, { row: 0, column: 0 }, size)).toBeUndefined()
  })

  it('finds the column under a point, and none outside', () => {
    expect([columnAt(0, 45), columnAt(COLUMN * 2 + 1, 45), columnAt(-1, 45), columnAt(COLUMN * 45, 45)]).toEqual([0, 2, undefined, undefined])
  })

  it('draws a line where a subject begins', () => expect(groupStarts([{ areas: [1, 2] }, { areas: [3] }])).toEqual([true, false, true]))
})

describe('bars of a tile', () => {
  it('start at zero: nothing for none, something for one, full for the greatest', () => {
    expect([barLength(0, 40), barLength(1, 40), barLength(40, 40)]).toEqual([0, 6, 100])
  })
  it('a rate without areas is zero, not a division', () => expect(shareOf({ areas: 0, covered: 0 })).toBe(0))
})

describe('registerQuery', () => {
  it('sends lists with commas, one side, and whether concerned', () => {
    expect(registerQuery({ category: ['a', 'b'], side: ['internal'] }, { q: ' x ', concerned: 'false' })).toEqual({ categoryId: 'a,b', side: 'internal', q: 'x', concerned: 'false' })
  })
  it('takes both sides, and everybody, as no filter', () => expect(registerQuery({ side: ['internal', 'external'] }, { concerned: 'all' })).toEqual({}))
})
