import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreement, polarisation } from './agreement.ts'

interface EijkCase {
  readonly id: string
  readonly inputs: { readonly frequencies: readonly number[] }
  readonly expected: {
    readonly A: number
    readonly polarization: number
    readonly layers: readonly { readonly pattern: string; readonly weight: number; readonly A: number }[]
  }
}

function readEijk(): EijkCase {
  const url = new URL('../../../../db/reference/method-cases.json', import.meta.url)
  const file = JSON.parse(readFileSync(url, 'utf8')) as { cases: readonly { id: string }[] }
  const found = file.cases.find((row) => row.id === 'eijk-01-main')
  if (found === undefined) throw new Error('The published case eijk-01-main is gone')
  return found as EijkCase
}

const anyCounts = fc
  .array(fc.nat({ max: 60 }), { minLength: 3, maxLength: 9 })
  .filter((counts) => counts.some((count) => count > 0))

describe("van der Eijk's A", () => {
  it('finds the published example with each of its seven layers', () => {
    const published = readEijk()
    const result = agreement(published.inputs.frequencies)
    expect(result.value).toBeCloseTo(published.expected.A, 5)
    expect(polarisation(result)).toBeCloseTo(published.expected.polarization, 5)
    expect(result.layers.map((layer) => layer.pattern)).toEqual(published.expected.layers.map((layer) => layer.pattern))
    for (const [index, layer] of published.expected.layers.entries()) {
      expect(result.layers[index]?.weight).toBeCloseTo(layer.weight, 5)
      expect(result.layers[index]?.agreement).toBeCloseTo(layer.A, 5)
    }
    expect(result).toMatchObject({ method: 'agreement@1', n: 1000 })
  })

  it.each([
    { counts: [0, 0, 7, 0, 0], value: 1, says: 'one category' },
    { counts: [0, 0, 1, 0, 0], value: 1, says: 'one observation' },
    { counts: [6, 0, 0, 0, 6], value: -1, says: 'two equal extremes' },
    { counts: [4, 4, 4, 4, 4], value: 0, says: 'a uniform distribution' },
    { counts: [0, 3, 3, 3, 0], value: 0.5, says: 'three categories side by side' },
    { counts: [5, 0, 5], value: -1, says: 'the extremes of the shortest scale' },
  ])('gives $value to $says', ({ counts, value }) => {
    expect(agreement(counts).value).toBeCloseTo(value, 12)
  })

  it.each([
    { counts: [1, 2], code: 'too-few-categories' },
    { counts: [], code: 'too-few-categories' },
    { counts: [0, 0, 0], code: 'no-observation' },
    { counts: [1, -1, 3], code: 'frequency-not-a-count' },
    { counts: [1, 0.5, 3], code: 'frequency-not-a-count' },
    { counts: [1, Number.NaN, 3], code: 'frequency-not-a-count' },
    { counts: [1, Infinity, 3], code: 'frequency-not-a-count' },
  ])('refuses $counts with the code $code', ({ counts, code }) => {
    expect(() => agreement(counts)).toThrowError(expect.objectContaining({ name: 'MethodInputError', code }))
  })

  it('stays between −1 and 1, its layers weigh 1 in all, and polarisation stays between 0 and 1', () => {
    fc.assert(fc.property(anyCounts, (counts) => {
      const result = agreement(counts)
      expect(Math.abs(result.value)).toBeLessThanOrEqual(1)
      expect(result.layers.reduce((sum, layer) => sum + layer.weight, 0)).toBeCloseTo(1, 10)
      expect(Math.abs(polarisation(result) - 0.5)).toBeLessThanOrEqual(0.5)
    }), { seed: 26000 })
  })

  it('does not change when every count is multiplied', () => {
    fc.assert(fc.property(anyCounts, fc.integer({ min: 1, max: 50 }), (counts, factor) => {
      const scaled = agreement(counts.map((count) => count * factor))
      expect(scaled.value).toBeCloseTo(agreement(counts).value, 10)
    }), { seed: 26000 })
  })

  it('does not change when the scale is read from the other end', () => {
    fc.assert(fc.property(anyCounts, (counts) => {
      expect(agreement(counts.toReversed()).value).toBeCloseTo(agreement(counts).value, 10)
    }), { seed: 26000 })
  })

  it('gives 1 to any single category, 0 to any uniform distribution and −1 to any equal extremes', () => {
    const scale = fc.integer({ min: 3, max: 9 })
    fc.assert(fc.property(scale, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 99 }), (k, at, count) => {
      const cells = Array.from({ length: k }, (_, index) => index)
      expect(agreement(cells.map((cell) => (cell === at % k ? count : 0))).value).toBe(1)
      expect(agreement(cells.map(() => count)).value).toBe(0)
      expect(agreement(cells.map((cell) => (cell === 0 || cell === k - 1 ? count : 0))).value).toBe(-1)
    }), { seed: 26000 })
  })
})
