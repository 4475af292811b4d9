import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balance } from './balance.ts'
import { consensus } from './consensus.ts'

interface TastleCase {
  readonly id: string
  readonly inputs: Readonly<Record<string, readonly number[]>>
  readonly expected: Readonly<Record<string, number>>
}

function readTastle(): TastleCase {
  const url = new URL('../../../../db/reference/method-cases.json', import.meta.url)
  const file = JSON.parse(readFileSync(url, 'utf8')) as { cases: readonly { id: string }[] }
  const found = file.cases.find((row) => row.id === 'tastle-wierman-01')
  if (found === undefined) throw new Error('The published case tastle-wierman-01 is gone')
  return found as TastleCase
}

const published = readTastle()
const anyCounts = fc
  .array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 9 })
  .filter((counts) => counts.some((count) => count > 0))

describe("Tastle and Wierman's consensus", () => {
  it.each(Object.keys(published.inputs))('finds the value of the published case: %s', (name) => {
    expect(consensus(published.inputs[name] ?? []).value).toBeCloseTo(published.expected[name] ?? Number.NaN, 6)
  })

  it('gives the same figure whatever the origin and the unit of the scale', () => {
    const counts = [3, 1, 0, 4, 2]
    expect(consensus(counts, [-2, -1, 0, 1, 2]).value).toBeCloseTo(consensus(counts).value, 12)
    expect(consensus(counts, [0, 25, 50, 75, 100]).value).toBeCloseTo(consensus(counts).value, 12)
  })

  it('measures width on the scale, not on the categories in use', () => {
    expect(consensus([0, 4, 4, 0, 0])).toMatchObject({ width: 4, mean: 2.5, n: 8, method: 'consensus@1' })
  })

  it.each([
    { counts: [1], scale: [1], code: 'too-few-categories' },
    { counts: [0, 0], scale: [1, 2], code: 'no-observation' },
    { counts: [1, -2], scale: [1, 2], code: 'frequency-not-a-count' },
    { counts: [1, 2, 3], scale: [1, 2], code: 'scale-length-mismatch' },
    { counts: [1, 2, 3], scale: [1, 1, 2], code: 'scale-not-increasing' },
    { counts: [1, 2], scale: [1, Number.NaN], code: 'scale-not-increasing' },
  ])('refuses $counts on $scale with the code $code', ({ counts, scale, code }) => {
    expect(() => consensus(counts, scale)).toThrowError(expect.objectContaining({ code }))
  })

  it('stays between 0 and 1 and does not change when counts are multiplied or mirrored', () => {
    fc.assert(fc.property(anyCounts, fc.integer({ min: 1, max: 50 }), (counts, factor) => {
      const { value } = consensus(counts)
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
      expect(consensus(counts.map((count) => count * factor)).value).toBeCloseTo(value, 9)
      expect(consensus(counts.toReversed()).value).toBeCloseTo(value, 9)
    }), { seed: 26000 })
  })
})

describe('balance', () => {
  it('is the mean of the positions with its n and sum', () => {
    expect(balance([1, 0, 1, 2, 4])).toEqual({ method: 'balance@1', n: 8, sum: 8, value: 1 })
  })

  it('changes sign when the scale is read from the other end', () => {
    const five = fc.array(fc.nat({ max: 40 }), { minLength: 5, maxLength: 5 }).filter((c) => c.some((x) => x > 0))
    fc.assert(fc.property(five, (counts) => {
      expect(balance(counts.toReversed()).value).toBeCloseTo(-balance(counts).value, 10)
    }), { seed: 26000 })
  })

  it('refuses an empty distribution', () => {
    expect(() => balance([0, 0, 0, 0, 0])).toThrowError(expect.objectContaining({ code: 'no-observation' }))
  })
})
