import { describe, expect, it } from 'vitest'
import { windowsOf } from './matrix-windows.ts'

const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => String(i))

describe('the windows of the matrix', () => {
  it('hold every row once where there are few', () => {
    expect(windowsOf([], { first: 0, last: 0 })).toEqual([])
    expect(windowsOf(ids(100), { first: 0, last: 9 }).flat()).toEqual(ids(100))
  })

  it('hold the rows in sight and their neighbours, never all of many', () => {
    for (const first of [0, 39, 40, 217, 480]) {
      const asked = windowsOf(ids(500), { first, last: first + 19 })
      expect(asked.flat()).toEqual(expect.arrayContaining(ids(500).slice(first, first + 20)))
      expect(asked.length).toBeLessThanOrEqual(4)
      expect(asked.every((window) => window.length <= 40)).toBe(true)
    }
  })

  it('are cut at the same places wherever one looks, so that none is asked for twice', () => {
    const seen = new Set(ids(500).flatMap((_, first) => windowsOf(ids(500), { first, last: first + 19 }).map((window) => window.join())))
    expect(seen.size).toBe(13)
  })
})
