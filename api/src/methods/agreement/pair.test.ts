import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePair, type PointPosition } from './pair.ts'
import { countPositions } from './scale.ts'

const on = (values: Readonly<Record<string, number>>): PointPosition[] =>
  Object.entries(values).map(([point, value]) => ({ point, value }))

const anyPositions = fc
  .uniqueArray(fc.record({ point: fc.stringMatching(/^[p-z]$/), value: fc.integer({ min: -2, max: 2 }) }), {
    selector: (row) => row.point,
  })

describe('pair of stakeholders', () => {
  it('says what they share and what parts them, widest distance first', () => {
    const result = comparePair(on({ p: 2, q: 1, r: -1, s: 0, t: 2 }), on({ p: 1, q: -2, r: -1, s: 2, u: 1 }))
    expect(result).toMatchObject({
      method: 'pair@1', n: 4, meanDistance: { value: 1.5 }, agreements: 2, disagreements: 1, neutrals: 1, onlyFirst: 1, onlySecond: 1,
    })
    expect(result.points.map((row) => [row.point, row.distance, row.relation])).toEqual([
      ['q', 3, 'disagreement'], ['s', 2, 'neutral'], ['p', 1, 'agreement'], ['r', 0, 'agreement'],
    ])
  })

  it('gives no distance without a shared point, and says so', () => {
    expect(comparePair(on({ p: 1 }), on({ q: 1 }))).toMatchObject({ n: 0, meanDistance: { reason: 'no-shared-points' } })
    expect(comparePair([], [])).toMatchObject({ n: 0, meanDistance: { reason: 'no-shared-points' } })
  })

  it('calls two neutral positions neutral, not an agreement', () => {
    expect(comparePair(on({ p: 0 }), on({ p: 0 }))).toMatchObject({ agreements: 0, neutrals: 1, meanDistance: { value: 0 } })
  })

  it('refuses a point twice and a value off the scale', () => {
    const twice = [{ point: 'p', value: 1 }, { point: 'p', value: 1 }]
    expect(() => comparePair(twice, [])).toThrowError(expect.objectContaining({ code: 'duplicate-key' }))
    expect(() => comparePair([], on({ p: -3 }))).toThrowError(expect.objectContaining({ code: 'position-out-of-scale' }))
  })

  it('gives the same counts and distance whoever is named first', () => {
    fc.assert(fc.property(anyPositions, anyPositions, (first, second) => {
      const there = comparePair(first, second)
      const back = comparePair(second, first)
      expect(back).toMatchObject({ n: there.n, meanDistance: there.meanDistance, agreements: there.agreements, disagreements: there.disagreements })
      expect(there.agreements + there.disagreements + there.neutrals).toBe(there.n)
    }), { seed: 26000 })
  })
})

describe('counts of positions', () => {
  it('sorts values into the five categories', () => {
    expect(countPositions([2, -2, 0, 1, 1])).toEqual([1, 0, 1, 2, 1])
    expect(countPositions([])).toEqual([0, 0, 0, 0, 0])
    expect(() => countPositions([3])).toThrowError(expect.objectContaining({ code: 'position-out-of-scale' }))
  })
})
