import { describe, expect, it } from 'vitest'
import { csvOf } from './files.ts'

describe('a CSV for French Excel', () => {
  it('has a byte order mark, semicolons, CRLF and doubled quotes', () => {
    expect(csvOf([['Nom', 'Effectif'], ['a;"b"', 12]])).toBe('\uFEFFNom;Effectif\r\n"a;""b""";12\r\n')
  })

  it('neutralises formulas, and leaves negative numbers alone', () => {
    expect(csvOf([['=1+1', '@SUM(A1)', '-5', '+33', '-x']])).toBe("\uFEFF'=1+1;'@SUM(A1);-5;'+33;'-x\r\n")
  })
})
