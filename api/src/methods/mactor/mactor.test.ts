import { describe, expect, it } from 'vitest'
import { mactor } from './index.ts'

const TRIANGLE = [[0, 3, 1], [1, 0, 2], [0, 1, 0]]

describe('MACTOR', () => {
  it('gives the influences alone when no positions are given, and says so', () => {
    const result = mactor({ mid: TRIANGLE })
    expect(result).toMatchObject({ method: 'mactor@1', actors: 3, objectives: 0, orders: [], influence: [7, 4, 2], dependence: [2, 5, 6] })
    expect(result.reasons).toEqual([{ field: 'orders', code: 'no-positions' }])
  })

  it('keeps the ambivalence of the others when one actor shares no objective', () => {
    const { orders: [first], reasons } = mactor({ mid: TRIANGLE, mao2: [[2, 0], [-1, 0], [0, 3]] })
    expect(first).not.toHaveProperty('ambivalence')
    expect(first?.ambivalenceByActor).toEqual([{ actor: 0, value: 0 }, { actor: 1, value: 0 }])
    expect(first).toMatchObject({ convergenceDegree: 0, divergenceDegree: 100 })
    expect(reasons).toContainEqual({ field: 'orders.0.ambivalence.2', code: 'no-shared-objective' })
  })

  it('says of each order that nobody shares an objective when every position is 0', () => {
    const { orders, reasons } = mactor({ mid: TRIANGLE, mao2: [[0], [0], [0]] })
    expect(orders).toHaveLength(3)
    expect(reasons.filter(({ code }) => code === 'no-shared-objective')).toHaveLength(3 * (2 + 3))
    expect(orders[2]).toMatchObject({ mobilisation: [0], mobilisationFor: [0], mobilisationAgainst: [0], implication: [0, 0, 0] })
  })

  it('counts an actor on both sides as fully ambivalent with the other', () => {
    expect(mactor({ mid: TRIANGLE, mao2: [[1, 1], [1, -1], [0, 0]] }).orders[0]?.ambivalenceByActor).toEqual([{ actor: 0, value: 1 }, { actor: 1, value: 1 }])
  })

  it('keeps the for part and the against part of an objective apart', () => {
    expect(mactor({ mid: TRIANGLE, mao2: [[4], [-3], [1]] }).orders[1]).toMatchObject({ mobilisation: [8], mobilisationFor: [5], mobilisationAgainst: [-3] })
  })

  it('accepts a single actor, who has no power over anybody', () => {
    expect(mactor({ mid: [[0]], mao2: [[3]] })).toMatchObject({ influence: [0], orders: [{ order: 1, implication: [1] }, { order: 2, implication: [3] }] })
  })

  it.each([
    { says: 'no actor', input: { mid: [] }, code: 'empty-matrix' },
    { says: 'a row too short', input: { mid: [[0, 1], [0]] }, code: 'row-length-mismatch' },
    { says: 'a table that is not square', input: { mid: [[0, 1, 2], [0, 0, 1]] }, code: 'row-length-mismatch' },
    { says: 'an influence of 5', input: { mid: [[0, 5], [0, 0]] }, code: 'value-out-of-scale' },
    { says: 'a negative influence', input: { mid: [[0, -1], [0, 0]] }, code: 'value-out-of-scale' },
    { says: 'half an influence', input: { mid: [[0, 0.5], [0, 0]] }, code: 'value-out-of-scale' },
    { says: 'NaN', input: { mid: [[0, Number.NaN], [0, 0]] }, code: 'value-out-of-scale' },
    { says: 'positions of other actors', input: { mid: [[0, 1], [0, 0]], mao2: [[1]] }, code: 'values-length-mismatch' },
    { says: 'no objective', input: { mid: [[0, 1], [0, 0]], mao2: [[], []] }, code: 'empty-matrix' },
    { says: 'a position of −5', input: { mid: [[0, 1], [0, 0]], mao2: [[-5], [0]] }, code: 'value-out-of-scale' },
  ])('refuses $says with the code $code', ({ input, code }) => {
    expect(() => mactor(input)).toThrowError(expect.objectContaining({ name: 'MethodInputError', code }))
  })
})
