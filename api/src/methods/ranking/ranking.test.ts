import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, compareRankings, type Formula, rank, scoreOf } from './index.ts'

const formula: Formula = [
  { key: 'power', weight: 2, min: 1, max: 5, direction: 'up' },
  { key: 'interest', weight: 1, min: 1, max: 5, direction: 'up' },
  { key: 'tension', weight: 1, min: 0, max: 10, direction: 'down' },
]
const two = formula.slice(0, 2)
const score = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null, freq: 4 })
const someone = fc.array(fc.tuple(score, score), { minLength: 1, maxLength: 12 })
  .map((rows) => rows.map((values, index): Candidate => ({ id: `s${index}`, values })))
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

describe('the score of a candidate', () => {
  it('is the sum of its contributions, each on its scale and its direction', () => {
    expect(scoreOf(formula, [5, 3, 2])).toEqual({
      score: 0.825, coverage: 1, reasons: [],
      contributions: [
        { key: 'power', value: 5, normalised: 1, share: 0.5, contribution: 0.5 },
        { key: 'interest', value: 3, normalised: 0.5, share: 0.25, contribution: 0.125 },
        { key: 'tension', value: 2, normalised: 0.8, share: 0.25, contribution: 0.2 },
      ],
    })
  })

  it('spreads the weight of an unknown term over the others and says how much is covered', () => {
    expect(scoreOf(formula, [5, null, 5])).toMatchObject({
      score: expect.closeTo((2 * 1 + 0.5) / 3, 11), coverage: 0.75, contributions: [{ share: 2 / 3 }, { share: 1 / 3 }],
      reasons: [{ field: 'contributions.interest', code: 'unknown-value' }],
    })
  })

  it('is absent with its reason when nothing is known, or too little', () => {
    expect(scoreOf(two, [null, null])).toMatchObject({ coverage: 0, contributions: [], reasons: [{ field: 'score', code: 'no-known-term' }, {}, {}] })
    const little = scoreOf(two, [null, 3], 0.5)
    expect(little).not.toHaveProperty('score')
    expect(little.reasons[0]).toEqual({ field: 'score', code: 'coverage-too-low' })
  })
})

describe('the ranking', () => {
  it('shares a rank between equals and leaves the next ones free: 1, 1, 3', () => {
    const { rows } = rank(two, [{ id: 'c', values: [2, 2] }, { id: 'b', values: [5, 1] }, { id: 'a', values: [4, 3] }])
    expect(rows.map(({ id, rank: place, tied }) => [id, place, tied])).toEqual([['a', 1, 2], ['b', 1, 2], ['c', 3, 1]])
  })

  it('sets apart those of whom nothing is known, or too little', () => {
    const candidates = [{ id: 'a', values: [1, null] }, { id: 'b', values: [null, null] }, { id: 'c', values: [null, 5] }]
    expect(rank(two, candidates).unranked).toEqual([{ id: 'b', coverage: 0, code: 'no-known-term' }])
    const strict = rank(two, candidates, { minCoverage: 0.5 })
    expect(ids(strict.rows)).toEqual(['a'])
    expect(strict.unranked.map(({ id, code }) => [id, code])).toEqual([['b', 'no-known-term'], ['c', 'coverage-too-low']])
  })

  it('is empty for nobody', () => {
    expect(rank(two, [])).toEqual({ method: 'ranking@1', rows: [], unranked: [] })
  })

  it('is the same whatever the order of the candidates and the unit of the weights', () => {
    fc.assert(fc.property(someone, (candidates) => {
      const result = rank(two, candidates)
      expect(rank(two, candidates.toReversed()).rows).toEqual(result.rows)
      expect(rank(two.map((term) => ({ ...term, weight: term.weight * 3 })), candidates).rows).toEqual(result.rows)
      expect(result.rows.length + result.unranked.length).toBe(candidates.length)
    }), { seed: 26000 })
  })

  it('gives each row the score that its contributions explain, 0–1, and one plus the number of better ones as its rank', () => {
    fc.assert(fc.property(someone, (candidates) => {
      const { rows } = rank(two, candidates)
      for (const row of rows) {
        const explained = scoreOf(two, candidates.find(({ id }) => id === row.id)?.values ?? [])
        const sum = explained.contributions.reduce((total, { contribution }) => total + contribution, 0)
        expect([explained.score, row.rank]).toEqual([row.score, 1 + rows.filter((other) => other.score > row.score).length])
        expect(Math.abs(sum - row.score) < 1e-9 && row.score >= 0 && row.score <= 1).toBe(true)
      }
    }), { seed: 26000 })
  })

  it.each([
    { says: 'no term', bad: [], code: 'no-term' },
    { says: 'a term twice', bad: [two[0], two[0]], code: 'duplicate-key' },
    { says: 'a negative weight', bad: [{ ...formula[0], weight: -1 }], code: 'weight-out-of-range' },
    { says: 'no weight at all', bad: [{ ...formula[0], weight: 0 }], code: 'weight-out-of-range' },
    { says: 'a weight that is no number', bad: [{ ...formula[0], weight: Number.NaN }], code: 'weight-out-of-range' },
    { says: 'a scale without width', bad: [{ ...formula[0], min: 5 }], code: 'scale-not-increasing' },
  ])('refuses $says', ({ bad, code }) => {
    expect(() => rank(bad as Formula, [])).toThrowError(expect.objectContaining({ name: 'MethodInputError', code }))
  })

  it.each([
    { says: 'a value out of its scale', candidates: [{ id: 'a', values: [6, 1] }], code: 'value-out-of-scale' },
    { says: 'a value too few', candidates: [{ id: 'a', values: [1] }], code: 'values-length-mismatch' },
    { says: 'a candidate twice', candidates: [{ id: 'a', values: [1, 1] }, { id: 'a', values: [2, 2] }], code: 'duplicate-key' },
  ])('refuses $says', ({ candidates, code }) => {
    expect(() => rank(two, candidates)).toThrowError(expect.objectContaining({ name: 'MethodInputError', code }))
  })
})

describe('the comparison of two rankings', () => {
  const before = rank(two, [{ id: 'a', values: [5, 5] }, { id: 'b', values: [4, 4] }, { id: 'gone', values: [3, 3] }, { id: 'c', values: [1, 1] }])
  const after = rank(two, [{ id: 'new', values: [5, 5] }, { id: 'c', values: [5, 5] }, { id: 'b', values: [4, 4] }, { id: 'a', values: [3, 3] }])

  it('says who climbed and by how much, widest gap first, among those present in both', () => {
    expect(compareRankings(before.rows, after.rows)).toEqual({
      method: 'ranking-comparison@1', n: 3, meanGap: 0.5, onlyBefore: ['gone'], onlyAfter: ['new'], reasons: [],
      rows: [
        { id: 'c', rankBefore: 3, rankAfter: 1, rankChange: 2, scoreBefore: 0, scoreAfter: 1, gap: 1 },
        { id: 'a', rankBefore: 1, rankAfter: 3, rankChange: -2, scoreBefore: 1, scoreAfter: 0.5, gap: -0.5 },
        { id: 'b', rankBefore: 2, rankAfter: 2, rankChange: 0, scoreBefore: 0.75, scoreAfter: 0.75, gap: 0 },
      ],
    })
  })

  it('has no mean gap when nobody stands in both, and says so', () => {
    expect(compareRankings(before.rows, [])).toMatchObject({ n: 0, rows: [], reasons: [{ field: 'meanGap', code: 'no-common-candidate' }] })
  })

  it('sees nothing between a ranking and itself, and the opposite when read backwards', () => {
    fc.assert(fc.property(someone, someone, (first, second) => {
      const [one, other] = [rank(two, first).rows, rank(two, second).rows]
      expect(compareRankings(one, one).rows.every(({ rankChange, gap }) => rankChange === 0 && gap === 0)).toBe(true)
      const changes = new Map(compareRankings(one, other).rows.map((row) => [row.id, row.rankChange]))
      expect(compareRankings(other, one).rows.every(({ id, rankChange }) => rankChange + (changes.get(id) ?? 0) === 0)).toBe(true)
    }), { seed: 26000 })
  })
})
