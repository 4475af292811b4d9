import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cutoff, cube, grid, salience, savage } from './index.ts'

const cut: Cutoff = { value: 3, min: 1, max: 5, rule: 'at-or-above' }
const cutoffs = { power: cut, interest: cut }

describe('a class', () => {
  it('follows the stored rule when a score equals its cut-off', () => {
    const scores = { power: 3, interest: 5 }
    expect(grid({ scores, cutoffs }).class).toBe('key-players')
    expect(grid({ scores, cutoffs: { ...cutoffs, power: { ...cut, rule: 'above' } } }).class).toBe('keep-informed')
  })

  it('says which cut-offs it is near, at what distance, and which class is next door', () => {
    expect(grid({ scores: { power: 3.2, interest: 1 }, cutoffs })).toMatchObject({
      class: 'keep-satisfied', attributes: { power: 'high', interest: 'low' }, near: [{ criterion: 'power', distance: expect.closeTo(0.2, 12) }], neighbours: ['minimal-effort'],
    })
    expect(grid({ scores: { power: 3.21, interest: 1 }, cutoffs })).toMatchObject({ near: [], neighbours: [] })
    expect(grid({ scores: { power: 4, interest: 1 }, cutoffs, nearShare: 0.25 }).near).toHaveLength(1)
  })

  it('names every class that two near scores leave open', () => {
    const scores = { power: 3, interest: 2.9 }
    expect(grid({ scores, cutoffs }).class).toBe('keep-satisfied')
    expect(grid({ scores, cutoffs }).neighbours.toSorted()).toEqual(['keep-informed', 'key-players', 'minimal-effort'])
  })

  it('is absent when a score is missing, and says which', () => {
    const found = salience({ scores: { power: 5, legitimacy: null, urgency: 1 }, cutoffs: { power: cut, legitimacy: cut, urgency: cut } })
    expect(found).toEqual({
      method: 'salience@1', attributes: { power: 'high', urgency: 'low' }, near: [], neighbours: [],
      reasons: [{ field: 'scores.legitimacy', code: 'missing-score' }],
    })
    expect(savage({ scores: { threat: null, cooperation: null }, cutoffs: { threat: cut, cooperation: cut } })).not.toHaveProperty('strategy')
  })

  it('rests on each criterion’s own scale', () => {
    const wide = { value: 0, min: -2, max: 2, rule: 'above' } as const
    expect(cube({ scores: { power: 5, interest: 4, attitude: 0 }, cutoffs: { power: cut, interest: cut, attitude: wide } }).class).toBe('saboteur')
  })

  it.each([
    { says: 'a score out of its scale', input: { scores: { power: 6, interest: 1 }, cutoffs }, code: 'value-out-of-scale' },
    { says: 'NaN', input: { scores: { power: Number.NaN, interest: 1 }, cutoffs }, code: 'value-out-of-scale' },
    { says: 'a cut-off out of its scale', input: { scores: { power: 2, interest: 1 }, cutoffs: { ...cutoffs, power: { ...cut, value: 9 } } }, code: 'value-out-of-scale' },
    { says: 'a scale without width', input: { scores: { power: 2, interest: 1 }, cutoffs: { ...cutoffs, power: { ...cut, min: 5 } } }, code: 'scale-not-increasing' },
    { says: 'a share above 1', input: { scores: { power: 2, interest: 1 }, cutoffs, nearShare: 2 }, code: 'threshold-out-of-range' },
  ])('refuses $says', ({ input, code }) => {
    expect(() => grid(input)).toThrowError(expect.objectContaining({ name: 'MethodInputError', code }))
  })
})

describe('whatever the scores', () => {
  const score = fc.double({ min: 1, max: 5, noNaN: true })

  it('a stakeholder has one class, and never its own as a neighbour', () => {
    fc.assert(fc.property(score, score, score, fc.constantFrom('at-or-above' as const, 'above' as const), (power, legitimacy, urgency, rule) => {
      const own = { ...cut, rule }
      const found = salience({ scores: { power, legitimacy, urgency }, cutoffs: { power: own, legitimacy: own, urgency: own } })
      expect(found.class).toBeDefined()
      expect(found.neighbours).not.toContain(found.class)
      expect(new Set(found.neighbours).size).toBe(2 ** found.near.length - 1)
    }), { seed: 26000 })
  })

  it('more power never makes a stakeholder hold fewer attributes', () => {
    fc.assert(fc.property(score, score, score, (low, high, other) => {
      const held = (power: number) => salience({ scores: { power, legitimacy: other, urgency: other }, cutoffs: { power: cut, legitimacy: cut, urgency: cut } }).held ?? 0
      expect(held(Math.max(low, high))).toBeGreaterThanOrEqual(held(Math.min(low, high)))
    }), { seed: 26000 })
  })
})
