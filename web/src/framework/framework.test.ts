import { describe, expect, it } from 'vitest'
import { toCsv } from './csv.ts'
import { toggled } from './words.ts'

describe('toCsv', () => {
  it('quotes what holds a semicolon, a quote or a line break, and ends lines as Windows does', () => {
    expect(toCsv([['a;b', 'c"d', 'e\nf'], ['x', 2, '']])).toBe('\ufeff"a;b";"c""d";"e\nf"\r\nx;2;\r\n')
  })
  it('disarms what a spreadsheet would run as a formula, and leaves figures alone', () => {
    expect(toCsv([['=1+1', '@x', '-1', '+2,5', '-cmd']])).toBe("\ufeff'=1+1;'@x;-1;+2,5;'-cmd\r\n")
  })
})

describe('toggled', () => {
  it('adds in the order of the norm and takes out what was there', () => {
    expect(toggled(['c'], 'a', ['a', 'b', 'c'])).toEqual(['a', 'c'])
    expect(toggled(['a', 'c'], 'a', ['a', 'b', 'c'])).toEqual(['c'])
  })
})
