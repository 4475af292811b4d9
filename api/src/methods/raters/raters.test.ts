import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { raters, type Ratings } from './index.ts'
import { krippendorff, countUnits } from './krippendorff.ts'

const score = fc.integer({ min: 1, max: 5 })
const table = (cell: fc.Arbitrary<number | null>) => fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 8 }))
  .chain(([rows, columns]) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }))
const complete = table(score)
const holed = table(fc.option(score, { nil: null, freq: 3 }))
const RUNS = { seed: 26000, numRuns: 200 }

const codes = (ratings: Ratings) => Object.fromEntries(raters(ratings).reasons.map(({ field, code }) => [field, code]))
const numbersIn = (value: unknown): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [value])

describe('the coefficients of several raters', () => {
  it('are 1 when all give the same scores', () => {
    const { kendall, krippendorff: alpha, icc, reasons } = raters([[1, 3, 5, 2], [1, 3, 5, 2], [1, 3, 5, 2]])
    expect(reasons).toEqual([])
    expect([kendall.w, ...Object.values(alpha), ...Object.values(icc)]).toEqual(Array.from({ length: 11 }, () => 1))
  })

  it('tell the order from the level: one rater who scores all two points higher keeps W and ICC(3,1) at 1, not α nor ICC(2,1)', () => {
    const { kendall, krippendorff: { interval = 1 }, icc: { icc21 = 1, icc31 } } = raters([[1, 2, 3], [3, 4, 5]])
    expect(kendall.w).toBe(1)
    expect(icc31).toBe(1)
    expect(icc21).toBeLessThan(0.5)
    expect(interval).toBeLessThan(0.5)
  })

  it('rest on the complete objects for W and the ICC, and on every pair for α', () => {
    const holes = [[1, 2, 4, null], [1, 3, 4, 5], [2, 3, 4, 5]]
    const without = [[1, 2, 4], [1, 3, 4], [2, 3, 4]]
    const result = raters(holes)
    expect(result).toMatchObject({ raters: 3, objects: 4, completeObjects: 3, scores: 11 })
    expect(result.kendall).toEqual(raters(without).kendall)
    expect(result.icc).toEqual(raters(without).icc)
    expect(result.krippendorff.interval).not.toBe(raters(without).krippendorff.interval)
  })

  it('leave out a rater who said nothing, who would make every object incomplete', () => {
    const said = [[1, 2, 3], [2, 2, 3]]
    expect(raters([...said, [null, null, null]])).toEqual(raters(said))
  })

  it('are said to be unstable below five raters', () => {
    expect(raters(Array.from({ length: 4 }, () => [1, 2])).unstable).toBe(true)
    expect(raters(Array.from({ length: 5 }, () => [1, 2])).unstable).toBe(false)
  })
})

describe('what cannot be computed', () => {
  it.each([
    { says: 'an empty table', ratings: [], kendall: 'fewer-than-two-raters', alpha: 'fewer-than-two-raters', icc: 'fewer-than-two-raters' },
    { says: 'a single rater', ratings: [[1, 2, 3]], kendall: 'fewer-than-two-raters', alpha: 'fewer-than-two-raters', icc: 'fewer-than-two-raters' },
    { says: 'nothing but holes', ratings: [[null, null], [null, null]], kendall: 'fewer-than-two-raters', alpha: 'fewer-than-two-raters', icc: 'fewer-than-two-raters' },
    { says: 'raters with no object in common', ratings: [[1, null], [null, 2]], kendall: 'fewer-than-two-complete-objects', alpha: 'no-pairable-values', icc: 'fewer-than-two-complete-objects' },
    { says: 'one object', ratings: [[1], [2]], kendall: 'fewer-than-two-complete-objects', icc: 'fewer-than-two-complete-objects' },
    { says: 'raters who are all tied', ratings: [[2, 2, 2], [4, 4, 4]], kendall: 'all-tied', icc: 'no-variation' },
    { says: 'one value everywhere', ratings: [[3, 3, 3], [3, 3, 3]], kendall: 'all-tied', alpha: 'no-variation', icc: 'no-variation' },
  ])('is absent with its reason: $says', ({ ratings, kendall, alpha, icc }) => {
    const found = codes(ratings)
    const result = raters(ratings)
    expect(found.kendall).toBe(kendall)
    expect(result.kendall).toEqual({})
    expect(found['krippendorff.ordinal']).toBe(alpha)
    expect('ordinal' in result.krippendorff).toBe(alpha === undefined)
    expect(found['icc.icc31']).toBe(icc)
    expect('icc31' in result.icc).toBe(icc === undefined)
  })

  it('keeps the other levels when a score is below 0, which has no ratio', () => {
    const { krippendorff: alpha, reasons } = raters([[-2, 1, 2], [-2, 0, 2]])
    expect(Object.keys(alpha)).toEqual(['nominal', 'ordinal', 'interval'])
    expect(reasons).toEqual([{ field: 'krippendorff.ratio', code: 'negative-value' }])
  })

  it('takes differences too small to be squared for none', () => {
    const { krippendorff: alpha, reasons } = raters([[5e-324, 0, 5e-324], [0, 5e-324, 0]])
    expect(Object.keys(alpha)).toEqual(['nominal', 'ordinal', 'ratio'])
    expect(reasons).toContainEqual({ field: 'krippendorff.interval', code: 'no-variation' })
  })

  it('does not compare each with each above 4,000 distinct scores', () => {
    const many = Array.from({ length: 4001 }, (_, index) => index)
    expect(codes([many, many])).toEqual({ 'krippendorff.ratio': 'too-many-values' })
  })

  it.each([
    { says: 'rows of unequal length', ratings: [[1, 2], [1]], code: 'row-length-mismatch' },
    { says: 'NaN', ratings: [[Number.NaN, 2], [1, 2]], code: 'value-out-of-scale' },
    { says: 'infinity', ratings: [[Infinity, 2], [1, 2]], code: 'value-out-of-scale' },
    { says: 'a score beyond a thousand million', ratings: [[1e10, 2], [1, 2]], code: 'value-out-of-scale' },
  ])('refuses $says with the code $code', ({ ratings, code }) => {
    expect(() => raters(ratings)).toThrowError(expect.objectContaining({ name: 'MethodInputError', code }))
  })
})

describe('whatever the scores', () => {
  it('every figure is finite, each absent one has its reason, and none passes its bound', () => {
    fc.assert(fc.property(holed, (ratings) => {
      const result = raters(ratings)
      expect(numbersIn(result).filter((value) => typeof value === 'number' && !Number.isFinite(value))).toEqual([])
      const { w = 0, p = 0 } = result.kendall
      expect(w >= 0 && w <= 1 && p >= 0 && p <= 1).toBe(true)
      expect([...Object.values(result.krippendorff), ...Object.values(result.icc)].every((value) => value <= 1 + 1e-9)).toBe(true)
      const absent = result.reasons.filter(({ field }) => field !== 'kendall').length
      expect(Object.keys(result.krippendorff).length + Object.keys(result.icc).length + absent).toBe(10)
    }), RUNS)
  })

  it('the order of the raters and of the objects changes nothing', () => {
    fc.assert(fc.property(holed, (ratings) => {
      const turned = raters(ratings.map((row) => row.toReversed()).toReversed())
      const straight = raters(ratings)
      const near = (a: object, b: object) => Object.entries(a).every(([key, value]) => Math.abs(value - (b as Record<string, number>)[key]) < 1e-9)
      for (const family of ['kendall', 'krippendorff', 'icc'] as const) {
        expect(Object.keys(turned[family])).toEqual(Object.keys(straight[family]))
        expect(near(turned[family], straight[family])).toBe(true)
      }
    }), RUNS)
  })

  it('W does not see an increasing change of scale, interval α and the ICC no linear one', () => {
    fc.assert(fc.property(complete, (ratings) => {
      const plain = raters(ratings)
      expect(raters(ratings.map((row) => row.map((value) => value ** 3))).kendall).toEqual(plain.kendall)
      const linear = raters(ratings.map((row) => row.map((value) => 3 * value + 7)))
      expect(linear.krippendorff.interval ?? 2).toBeCloseTo(plain.krippendorff.interval ?? 2, 9)
      expect(linear.icc.icc21 ?? 2).toBeCloseTo(plain.icc.icc21 ?? 2, 9)
    }), RUNS)
  })

  it('W without ties gives the mean Spearman correlation (m W − 1) / (m − 1)', () => {
    const orders = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 3, max: 7 })).chain(([m, n]) =>
      fc.array(fc.shuffledSubarray(Array.from({ length: n }, (_, i) => i + 1), { minLength: n, maxLength: n }), { minLength: m, maxLength: m }))
    fc.assert(fc.property(orders, (rows) => {
      const m = rows.length
      const n = rows[0]?.length ?? 0
      const rho = (a: number[], b: number[]) => 1 - (6 * a.reduce((sum, rank, i) => sum + (rank - (b[i] ?? 0)) ** 2, 0)) / (n ** 3 - n)
      const pairs = rows.flatMap((a, i) => rows.slice(i + 1).map((b) => rho(a, b)))
      const { w = 0 } = raters(rows).kendall
      expect((m * w - 1) / (m - 1)).toBeCloseTo(pairs.reduce((sum, value) => sum + value, 0) / pairs.length, 9)
    }), RUNS)
  })

  it('α by moments is α by its definition, pair by pair', () => {
    const naive = (ratings: Ratings): number => {
      const units = (ratings[0] ?? []).map((_, object) => ratings.flatMap((row) => row[object] ?? [])).filter((unit) => unit.length > 1)
      const all = units.flat()
      const pairs = (unit: readonly number[]) => unit.reduce((sum, a) => sum + unit.reduce((inner, b) => inner + (a - b) ** 2, 0), 0)
      const observed = units.reduce((sum, unit) => sum + pairs(unit) / (unit.length - 1), 0) / all.length
      return 1 - observed / (pairs(all) / (all.length * (all.length - 1)))
    }
    fc.assert(fc.property(holed, (ratings) => {
      const units = (ratings[0] ?? []).map((_, object) => ratings.flatMap((row) => row[object] ?? []))
      const found = krippendorff('interval', countUnits(units))
      if (typeof found === 'number') expect(found).toBeCloseTo(naive(ratings), 9)
    }), RUNS)
  })
})
