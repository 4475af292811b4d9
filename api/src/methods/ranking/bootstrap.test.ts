import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../shared/random.ts'
import { bootstrapRanks, type BootstrapInput, type Formula, rank, summarise } from './index.ts'

const formula: Formula = [
  { key: 'power', weight: 2, min: 1, max: 5, direction: 'up' },
  { key: 'riStar', weight: 1, min: 0, max: 3, direction: 'up' },
]
const scored = (values: readonly number[]) => ({ scores: values.map((value, rater) => ({ rater, value })) })
const input: BootstrapInput = {
  formula, raters: 6, summary: 'mean', seed: 26000,
  candidates: [
    { id: 'sure', terms: [scored([5, 5, 5, 5, 5, 5]), { value: 2 }] },
    { id: 'split', terms: [scored([5, 5, 5, 1, 1, 1]), { value: 1 }] },
    { id: 'middle', terms: [scored([3, 3, 3, 3, 3, 3]), { value: 1 }] },
    { id: 'unknown', terms: [{ scores: [] }, { value: null }] },
  ],
}

describe('the interval of a rank over the raters', () => {
  it('is narrow for a candidate on whom all agree and wide for one who splits them', () => {
    const { intervals, reasons, unstable } = bootstrapRanks(input)
    expect(intervals.find(({ id }) => id === 'sure')).toEqual({ id: 'sure', best: 1, worst: 1, draws: 1000 })
    expect(intervals.find(({ id }) => id === 'split')).toMatchObject({ best: 2, worst: 3 })
    expect(reasons).toEqual([{ field: 'intervals.unknown', code: 'never-ranked' }])
    expect(unstable).toBe(false)
  })

  it('is the same for the same seed, and rests on the draws for another', () => {
    expect(bootstrapRanks(input)).toEqual(bootstrapRanks(input))
    expect(bootstrapRanks({ ...input, draws: 10, seed: 1 })).toMatchObject({ draws: 10, seed: 1, raters: 6 })
  })

  it('holds the rank of the point ranking when all raters say the same, under the mean and under the median', () => {
    const values = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 })
    fc.assert(fc.property(values, fc.constantFrom('mean' as const, 'median' as const), (marks, summary) => {
      const candidates = marks.map((mark, index) => ({ id: `s${index}`, terms: [scored([mark, mark, mark, mark])] }))
      const one = formula.slice(0, 1)
      const point = new Map(rank(one, summarise(one, candidates, summary)).rows.map((row) => [row.id, row.rank]))
      const { intervals } = bootstrapRanks({ formula: one, candidates, raters: 4, summary, seed: 7, draws: 20 })
      expect(intervals.every(({ id, best, worst }) => best === point.get(id) && worst === best)).toBe(true)
    }), { seed: 26000, numRuns: 60 })
  })

  it('leaves out of a draw the candidate whom nobody drawn has scored', () => {
    const rare = { id: 'rare', terms: [{ scores: [{ rater: 0, value: 4 }] }, { value: null }] }
    const [interval] = bootstrapRanks({ ...input, candidates: [rare] }).intervals
    // One rater of six is missed by a draw of six with probability (5/6)⁶ = 0.335.
    expect((interval?.draws ?? 0) / 1000).toBeCloseTo(0.665, 1)
  })

  it.each([0, 1])('does not exist with %i rater, and says so', (raters) => {
    const candidates = [{ id: 'a', terms: [scored(raters === 1 ? [3] : []), { value: 1 }] }]
    expect(bootstrapRanks({ ...input, raters, candidates })).toMatchObject({ intervals: [], unstable: true, reasons: [{ field: 'intervals', code: 'fewer-than-two-raters' }] })
  })

  it('takes the middle of two scores as the median, as the point value does', () => {
    const candidates = [{ id: 'a', terms: [scored([1, 2, 4, 5]), { value: null }] }]
    expect(summarise(formula, candidates, 'median')).toEqual([{ id: 'a', values: [3, null] }])
    expect(summarise(formula, candidates, 'mean')).toEqual([{ id: 'a', values: [3, null] }])
  })

  it.each([
    { says: 'a rater who is not in the round', change: { raters: 5 }, code: 'unknown-rater' },
    { says: 'no draw', change: { draws: 0 }, code: 'draws-out-of-range' },
    { says: 'more ranks than memory should hold', change: { draws: 10_000, candidates: Array.from({ length: 2001 }, (_, i) => ({ id: `s${i}`, terms: [] })) }, code: 'draws-out-of-range' },
    { says: 'an interval upside down', change: { low: 0.9, high: 0.1 }, code: 'threshold-out-of-range' },
    { says: 'a rater twice on one cell', change: { candidates: [{ id: 'a', terms: [{ scores: [{ rater: 0, value: 1 }, { rater: 0, value: 2 }] }, { value: 1 }] }] }, code: 'duplicate-key' },
    { says: 'a score out of its scale', change: { candidates: [{ id: 'a', terms: [scored([9]), { value: 1 }] }] }, code: 'value-out-of-scale' },
  ])('refuses $says', ({ change, code }) => {
    expect(() => bootstrapRanks({ ...input, ...change })).toThrowError(expect.objectContaining({ name: 'MethodInputError', code }))
  })
})

describe('the seeded generator', () => {
  it('gives the known sequence of mulberry32, the same on every machine', () => {
    const random = seededRandom(0)
    expect([random(), random(), random()]).toEqual([0.26642920868471265, 0.0003297457005828619, 0.2232720274478197])
  })

  it('spreads evenly over [0, 1)', () => {
    const random = seededRandom(26000)
    const bins = Array.from({ length: 10 }, () => 0)
    for (let n = 0; n < 20_000; n += 1) {
      const bin = Math.floor(random() * 10)
      bins[bin] = (bins[bin] ?? 0) + 1
    }
    expect(bins.every((count) => count > 1800 && count < 2200)).toBe(true)
  })
})
