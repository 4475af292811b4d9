import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RepresentedGroup, representativeness } from './index.ts'

const groups = (...rows: [voices: number, reference: number][]): RepresentedGroup[] => rows.map(([voices, reference], i) => ({ key: `g${i}`, voices, reference }))
const of = (...rows: [number, number][]) => representativeness({ groups: groups(...rows) })
const counts = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 5000 })), { minLength: 1, maxLength: 14 }).filter((rows) => rows.some(([v]) => v > 0) && rows.some(([, r]) => r > 0))

describe('the representativeness of a body', () => {
  it('follows its worked example: nine directors and two elected against 4,300 staff and 2,000 elected', () => {
    const found = of([9, 4300], [2, 2000])
    expect(found).toMatchObject({ n: 11, reference: 6300, fewVoices: false, reasons: [] })
    expect(found.distance).toBeCloseTo(9 / 11 - 4300 / 6300, 12)
    expect(found.distance).toBeCloseTo(0.1356, 4)
    expect(found.floor).toBeCloseTo(Math.abs(8 / 11 - 4300 / 6300), 12)
    expect(found.groups[1]?.gap).toBeCloseTo(-0.1356, 4)
  })

  it('is 0 when the shares are the same, whatever the sizes', () => {
    fc.assert(fc.property(counts, fc.integer({ min: 1, max: 40 }), (rows, times) => {
      const same = rows.map(([v]): [number, number] => [v, v * times])
      expect(of(...same).distance).toBeCloseTo(0, 12)
    }), { seed: 26000 })
  })

  it('is 1 when who has a voice and who is represented have nothing in common', () => {
    fc.assert(fc.property(counts, (rows) => {
      const apart = rows.flatMap(([v, r]): [number, number][] => [[v, 0], [0, r]])
      expect(of(...apart).distance).toBeCloseTo(1, 12)
    }), { seed: 26000 })
  })

  it('is the same from either side, and whatever the order of the groups', () => {
    fc.assert(fc.property(counts, (rows) => {
      const there = of(...rows).distance ?? Number.NaN
      expect(of(...rows.map(([v, r]): [number, number] => [r, v])).distance).toBeCloseTo(there, 12)
      expect(of(...rows.toReversed()).distance).toBeCloseTo(there, 12)
    }), { seed: 26000 })
  })

  it('lies between the least that so many voices can reach and 1', () => {
    fc.assert(fc.property(counts, (rows) => {
      const { distance = Number.NaN, floor = Number.NaN } = of(...rows)
      expect(floor >= 0 && floor <= distance + 1e-12 && distance <= 1).toBe(true)
    }), { seed: 26000 })
  })

  it('cannot be brought under its floor by any way of giving out the voices', () => {
    fc.assert(fc.property(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 90 })), fc.integer({ min: 1, max: 7 }), (reference, n) => {
      const every: number[] = []
      for (let a = 0; a <= n; a += 1) for (let b = 0; a + b <= n; b += 1) every.push(of([a, reference[0]], [b, reference[1]], [n - a - b, reference[2]]).distance ?? 1)
      expect(of([n, reference[0]], [0, reference[1]], [0, reference[2]]).floor).toBeCloseTo(Math.min(...every), 12)
    }), { seed: 26000, numRuns: 200 })
  })

  it('is absent, and says why, without any voice or without anybody to represent', () => {
    expect(of([0, 3], [0, 4])).toMatchObject({ n: 0, groups: [{ referenceShare: 3 / 7 }, {}], reasons: [{ field: 'distance', code: 'no-voice' }, { field: 'floor', code: 'no-voice' }] })
    expect(of([2, 0])).toMatchObject({ n: 2, reasons: [{ code: 'no-reference' }, {}] })
    expect(representativeness({ groups: [] })).toMatchObject({ n: 0, groups: [], reasons: [{ code: 'no-voice' }, {}] })
    expect(of([0, 3])).not.toHaveProperty('distance')
  })

  it('says that four voices are few', () => {
    expect([of([4, 1]).fewVoices, of([5, 1]).fewVoices]).toEqual([true, false])
  })

  it.each([
    ['a group given twice', [{ key: 'a', voices: 1, reference: 1 }, { key: 'a', voices: 1, reference: 1 }], 'duplicate-key'],
    ['half a voice', groups([0.5, 1]), 'frequency-not-a-count'], ['fewer than no voice', groups([-1, 1]), 'frequency-not-a-count'],
    ['a negative reference', groups([1, -1]), 'weight-out-of-range'], ['a reference that is no number', groups([1, Number.NaN]), 'weight-out-of-range'],
  ])('refuses %s', (_, rows, code) => {
    expect(() => representativeness({ groups: rows })).toThrowError(expect.objectContaining({ name: 'MethodInputError', code }))
  })
})
