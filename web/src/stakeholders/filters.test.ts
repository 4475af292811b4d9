import { describe, expect, it } from 'vitest'
import { toggled, toSearch } from './filters.ts'

const id = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'
const nothing = { filters: {}, perimeter: undefined, asOf: undefined, words: '' }

describe('the filters of the register', () => {
  it('ask for everything when nothing is chosen', () => expect(toSearch(nothing)).toEqual({}))

  it('carry words, date, perimeter and every facet', () => {
    expect(toSearch({ filters: { kind: ['person'], category: [id], area: [id], tag: ['à rencontrer, vite'] }, perimeter: id, asOf: '2026-01-01', words: ' Élise ' })).toEqual({
      q: 'Élise', kind: ['person'], categoryId: [id], areaId: [id], tag: ['à rencontrer, vite'], perimeterId: id, asOf: '2026-01-01',
    })
  })

  it('leave out what the server would refuse, so that an old link still opens', () => {
    expect(toSearch({ ...nothing, perimeter: 'bretagne', filters: { kind: ['robot', 'group'], category: ['x'], status: ['lost'], tag: ['x'.repeat(61)] } })).toEqual({ kind: ['group'] })
  })

  it('toggle one value among the others', () => {
    expect(toggled(undefined, 'a')).toEqual(['a'])
    expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
  })
})
