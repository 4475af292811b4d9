import { describe, expect, it } from 'vitest'
import { keyOfValue, nextOpen, steps, valueOfKey } from './desk.ts'

const five = { min: 1, max: 5 }
const signed = { min: -3, max: 3 }
const press = (key: string, code = '') => ({ key, code })

describe('the keys of the desk', () => {
  it('read a digit as the value itself on a scale of digits', () => {
    expect(['1', '5', '6', '9'].map((key) => valueOfKey(press(key), five))).toEqual([1, 5, undefined, undefined])
    expect(valueOfKey(press('0'), { min: 0, max: 9 })).toBe(0)
  })

  it('read a digit as a place on a signed scale', () => {
    expect(['1', '4', '7', '8'].map((key) => valueOfKey(press(key), signed))).toEqual([-3, 0, 3, undefined])
    expect(steps(signed).map((value) => keyOfValue(value, signed))).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  })

  it('know the top row of a French keyboard by its place', () => {
    expect(valueOfKey(press('"', 'Digit3'), five)).toBe(3)
    expect(valueOfKey(press('à', 'Digit0'), five)).toBeNull()
  })

  it('take ? and 0 for “I don’t know”, apart from a middle value', () => {
    expect([valueOfKey(press('?'), five), valueOfKey(press('0'), five), valueOfKey(press('x'), five)]).toEqual([null, null, undefined])
  })
})

describe('the next question', () => {
  it('is the next one without an answer, in a circle, or none', () => {
    const open = [false, true, false]
    expect(nextOpen(3, 1, (i) => open[i] ?? false)).toBe(1)
    expect(nextOpen(3, 2, (i) => open[i] ?? false)).toBe(1)
    expect(nextOpen(3, 0, () => false)).toBe(-1)
  })
})
