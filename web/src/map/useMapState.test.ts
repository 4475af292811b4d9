import { describe, expect, it } from 'vitest'
import { readMapState, writeMapState } from './useMapState.ts'

describe('the address of the map', () => {
  it('says nothing of what is usual', () => {
    expect(Object.values(writeMapState({}, readMapState({}))).filter((v) => v !== undefined)).toEqual([])
  })
  it('comes back as it went', () => {
    const state = { lens: 'iso' as const, layers: ['areas' as const], point: 'p', focus: 'n', degrees: 3, table: 'ties' as const }
    expect(readMapState(writeMapState({}, state))).toEqual(state)
  })
  it.each([{ lentille: 'dragons' }, { degres: '9', autour: 'x' }, { couches: 'nothing' }, { tableau: ['a'] }])('ignores what does not parse: %j', (query) => {
    expect(readMapState(query)).toMatchObject({ lens: 'network', degrees: 1, table: undefined, layers: ['stakeholders', 'impacts', 'ties'] })
  })
})
