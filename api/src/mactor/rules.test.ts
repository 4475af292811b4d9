import { describe, expect, it } from 'vitest'
import { fillingOf, gameRole, stanceOf } from './rules.ts'

const at = (day: string) => new Date(`${day}T10:00:00Z`)
const found = { value: 2, positionId: 'p2', statedAt: at('2026-06-01') }
const NOW = at('2026-11-01')

describe('a valued position from recorded ones', () => {
  it.each([[-2, -4], [-1, -2], [0, 0], [1, 2], [2, 4]])('reads %d as %d', (position, stance) => {
    expect(stanceOf([position])).toBe(stance)
  })

  it('takes twice the mean of several, halves towards 0, and is undefined for none', () => {
    expect(stanceOf([2, 1])).toBe(3)
    expect(stanceOf([1, 1, 2, 1])).toBe(2)
    expect(stanceOf([-1, -1, -2, -1])).toBe(-2)
    expect(Object.is(stanceOf([1, -1]), 0)).toBe(true)
    expect(stanceOf([])).toBeUndefined()
  })
})

describe('filling a cell', () => {
  it('dates the value as its position', () => {
    expect(fillingOf(undefined, found, NOW, false)).toEqual({ kind: 'state', ...found })
  })

  it('leaves what a person entered, unless told to overwrite it; then it is stated now', () => {
    const byHand = { value: -1, positionId: null, statedAt: at('2026-07-01') }
    expect(fillingOf(byHand, found, NOW, false)).toEqual({ kind: 'keep' })
    expect(fillingOf(byHand, undefined, NOW, true)).toEqual({ kind: 'keep' })
    expect(fillingOf(byHand, found, NOW, true)).toEqual({ kind: 'state', value: 2, positionId: 'p2', statedAt: NOW })
  })

  it('says nothing twice, and takes back what no position holds up any more', () => {
    const filled = { value: 2, positionId: 'p2', statedAt: at('2026-06-01') }
    expect(fillingOf(filled, found, NOW, false)).toEqual({ kind: 'same' })
    expect(fillingOf({ ...filled, positionId: 'p1' }, found, NOW, false)).toMatchObject({ kind: 'state', positionId: 'p2', statedAt: NOW })
    expect(fillingOf(filled, undefined, NOW, false)).toMatchObject({ kind: 'state', value: null })
    expect(fillingOf(undefined, undefined, NOW, false)).toEqual({ kind: 'none' })
  })
})

describe('the plane of influence and dependence', () => {
  it.each([[6, 2, 'dominant'], [6, 6, 'relay'], [2, 2, 'autonomous'], [2, 6, 'dominated'], [4, 4, 'relay']])('reads influence %d and dependence %d around a mean of 4 as %s', (influence, dependence, role) => {
    expect(gameRole(influence, dependence, 4)).toBe(role)
  })
})
