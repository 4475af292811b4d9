import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distribution } from './index.ts'

const scale = [1, 2, 3, 4, 5]

describe('the distribution of the scores of one stakeholder on one criterion', () => {
  it('counts every value of the scale, and "don’t know" apart from the middle', () => {
    expect(distribution({ scale, scores: [3, null, 5, 3, null] })).toMatchObject({
      n: 3, unknown: 2, median: 3, mean: 11 / 3,
      histogram: [{ value: 1, count: 0 }, { value: 2, count: 0 }, { value: 3, count: 2 }, { value: 4, count: 0 }, { value: 5, count: 1 }],
      reasons: [],
    })
  })

  it('tells two camps from one voice', () => {
    expect(distribution({ scale, scores: [1, 1, 5, 5] })).toMatchObject({ agreement: -1, polarisation: 1, median: 3, q1: 1, q3: 5 })
    expect(distribution({ scale, scores: [4, 4, 4] })).toMatchObject({ agreement: 1, polarisation: 0, consensus: 1, median: 4, q1: 4, q3: 4 })
  })

  it.each([{ scores: [] }, { scores: [null, null] }])('has no figure and says so without any score: $scores', ({ scores }) => {
    const found = distribution({ scale, scores })
    expect(found).toMatchObject({ n: 0, unknown: scores.length })
    expect(found.reasons.map(({ field }) => field)).toEqual(['mean', 'median', 'q1', 'q3', 'agreement', 'polarisation', 'consensus'])
    expect(Object.keys(found).sort()).toEqual(['histogram', 'method', 'n', 'reasons', 'unknown'])
  })

  it('has no agreement on a scale of two values, and says so', () => {
    const found = distribution({ scale: [0, 1], scores: [0, 1, 1] })
    expect(found.reasons).toEqual([{ field: 'agreement', code: 'fewer-than-three-values' }, { field: 'polarisation', code: 'fewer-than-three-values' }])
    expect(found).toMatchObject({ median: 1 })
    expect(found).not.toHaveProperty('agreement')
  })

  it.each([
    { says: 'a score that is no value of the scale', input: { scale, scores: [2.5] }, code: 'value-out-of-scale' },
    { says: 'NaN', input: { scale, scores: [Number.NaN] }, code: 'value-out-of-scale' },
    { says: 'a scale of one value', input: { scale: [1], scores: [1] }, code: 'too-few-categories' },
    { says: 'a scale that falls', input: { scale: [3, 2, 1], scores: [1] }, code: 'scale-not-increasing' },
  ])('refuses $says', ({ input, code }) => {
    expect(() => distribution(input)).toThrowError(expect.objectContaining({ name: 'MethodInputError', code }))
  })

  it('keeps its figures in order and in the scale, whatever the scores', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...scale), { minLength: 1 }), (scores) => {
      const { q1 = 0, median = 0, q3 = 0, mean = 0, n, histogram } = distribution({ scale, scores })
      expect(1 <= q1 && q1 <= median && median <= q3 && q3 <= 5 && mean >= 1 && mean <= 5).toBe(true)
      expect(histogram.reduce((total, { count }) => total + count, 0)).toBe(n)
    }), { seed: 26000 })
  })
})
