import { describe, expect, it } from 'vitest'
import { digitsOf, isCode } from './code.ts'

describe('a code as it is typed', () => {
  it.each([['123456', '123456'], ['123 456', '123456'], [' 123\u00a0456\n', '123456'], ['123-456', '123456'], ['1234567', '123456'], ['12a', '12'], ['', '']])('«%s» is read as %s', (typed, digits) => {
    expect(digitsOf(typed)).toBe(digits)
  })

  it('is whole with six digits, not before', () => {
    expect(['123456', '12345', '', '12345a'].map(isCode)).toEqual([true, false, false, false])
  })
})
