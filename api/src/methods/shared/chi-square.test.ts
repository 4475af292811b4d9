import { describe, expect, it } from 'vitest'
import { chiSquareUpperTail } from './chi-square.ts'

describe('the upper tail of χ²', () => {
  it.each([
    { x: 3.841458820694124, df: 1, p: 0.05 },
    { x: 5.991464547107979, df: 2, p: 0.05 },
    { x: 11.070497693516351, df: 5, p: 0.05 },
    { x: 23.209251158954356, df: 10, p: 0.01 },
    { x: 16.918977604620448, df: 9, p: 0.05 },
    { x: 0.0039321400000195, df: 1, p: 0.95 },
  ])('is $p at $x with $df degrees of freedom', ({ x, df, p }) => {
    expect(chiSquareUpperTail(x, df)).toBeCloseTo(p, 6)
  })

  it('is the closed sum e^(−x/2) Σ (x/2)^k / k! when the degrees of freedom are even', () => {
    for (const df of [2, 4, 20, 100, 498]) {
      for (const share of [0.2, 0.8, 1, 1.1, 1.5]) {
        const half = (df * share) / 2
        let term = Math.exp(-half)
        let closed = term
        for (let k = 1; k < df / 2; k += 1) closed += term *= half / k
        expect(Math.abs(chiSquareUpperTail(2 * half, df) - closed)).toBeLessThan(1e-11)
      }
    }
  })

  it('is 1 at 0, falls to 0 and never leaves 0–1', () => {
    expect(chiSquareUpperTail(0, 7)).toBe(1)
    expect(chiSquareUpperTail(1e6, 3)).toBe(0)
    for (let x = 0; x < 60; x += 0.5) expect(chiSquareUpperTail(x, 19)).toBeGreaterThanOrEqual(chiSquareUpperTail(x + 0.5, 19))
  })
})
