import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mactor, type MactorInput, type MactorResult } from './index.ts'

const influences = (actors: number) => fc.array(fc.integer({ min: 0, max: 4 }), { minLength: actors * actors, maxLength: actors * actors })
  .map((cells) => Array.from({ length: actors }, (_, a) => Array.from({ length: actors }, (__, b) => (a === b ? 0 : cells[a * actors + b] ?? 0))))

const game: fc.Arbitrary<Required<MactorInput> & { mao2: number[][] }> = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 }))
  .chain(([actors, objectives]) => fc.record({
    mid: influences(actors),
    mao2: fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: objectives, maxLength: objectives }), { minLength: actors, maxLength: actors }),
  }))

const forAll = (check: (result: MactorResult, input: MactorInput) => void) =>
  fc.assert(fc.property(game, (input) => check(mactor(input), input)), { seed: 26000, numRuns: 150 })
const total = (row: readonly number[]) => row.reduce((sum, value) => sum + value, 0)

describe('MACTOR holds, whatever the input (mactor-04)', () => {
  it('sum(Ri*) = number of actors (mean 1)', () => {
    forAll(({ riStar, qiStar, actors }) => {
      if (riStar) expect(total(riStar)).toBeCloseTo(actors, 9)
      if (qiStar) expect(total(qiStar)).toBeCloseTo(actors, 9)
    })
  })

  it('sum(Ii) = sum(Di)', () => {
    forAll(({ influence, dependence, totalInfluence }) => {
      expect(total(influence)).toBe(total(dependence))
      expect(total(influence)).toBe(totalInfluence)
    })
  })

  it('diagonal of MID is 0', () => {
    expect(() => mactor({ mid: [[1, 2], [3, 0]] })).toThrowError(expect.objectContaining({ code: 'diagonal-not-zero' }))
  })

  it('CAA and DAA are symmetric with zero diagonal', () => {
    forAll(({ orders }) => {
      for (const matrix of orders.flatMap((order) => [order.convergence, order.divergence])) {
        expect(matrix.every((row, i) => row[i] === 0 && row.every((cell, j) => cell === matrix[j]?.[i]))).toBe(true)
      }
    })
  })

  it('1CAA[i][j] + 1DAA[i][j] <= number of objectives', () => {
    forAll(({ orders: [first], objectives }) => {
      expect(first?.convergence.every((row, i) => row.every((cell, j) => cell + (first.divergence[i]?.[j] ?? 0) <= objectives))).toBe(true)
    })
  })

  it('if all Ri* = 1 then 3MAO = 2MAO, 3CAA = 2CAA, 3DAA = 2DAA', () => {
    const size = fc.record({ actors: fc.integer({ min: 3, max: 7 }), strength: fc.integer({ min: 1, max: 4 }) })
    const positions = fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 4, maxLength: 4 }), { minLength: 7, maxLength: 7 })
    fc.assert(fc.property(size, positions, ({ actors, strength }, rows) => {
      const mid = Array.from({ length: actors }, (_, a) => Array.from({ length: actors }, (__, b) => (a === b ? 0 : strength)))
      const { riStar, orders: [, second, third] } = mactor({ mid, mao2: rows.slice(0, actors) })
      for (const value of riStar ?? []) expect(value).toBeCloseTo(1, 9)
      for (const table of ['mao', 'convergence', 'divergence'] as const) {
        for (const [i, row] of (second?.[table] ?? []).entries()) {
          for (const [j, cell] of row.entries()) expect(third?.[table][i]?.[j]).toBeCloseTo(cell, 9)
        }
      }
    }), { seed: 26000 })
  })

  it('0 <= ambivalence <= 1', () => {
    forAll(({ orders }) => {
      for (const { value } of orders.flatMap((order) => order.ambivalenceByActor)) {
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
      }
    })
  })

  it('convergence degree + divergence degree = 100 when any position is shared', () => {
    forAll(({ orders, reasons }) => {
      for (const [index, { convergenceDegree, divergenceDegree, convergenceSum, divergenceSum }] of orders.entries()) {
        const shared = total(convergenceSum) + total(divergenceSum) > 0
        if (shared) expect((convergenceDegree ?? 0) + (divergenceDegree ?? 0)).toBeCloseTo(100, 9)
        else expect(reasons).toContainEqual({ field: `orders.${index}.convergenceDegree`, code: 'no-shared-objective' })
        expect(convergenceDegree !== undefined).toBe(shared)
      }
    })
  })

  it('net balance matrix is antisymmetric', () => {
    forAll(({ netBalance }) => {
      expect(netBalance.every((row, a) => row.every((cell, b) => cell + (netBalance[b]?.[a] ?? 0) === 0))).toBe(true)
    })
  })

  it('MIDI_ii <= Ii, so ri >= 0 always', () => {
    forAll(({ midi, influence, riStar }) => {
      for (const [i, value] of influence.entries()) expect(midi[i]?.[i]).toBeLessThanOrEqual(value)
      for (const value of riStar ?? []) expect(value).toBeGreaterThanOrEqual(0)
    })
  })

  it('an actor with Ii = Di = 0: ri := 0 (the formula is 0/0)', () => {
    const { riStar, qiStar } = mactor({ mid: [[0, 3, 0, 0], [1, 0, 2, 0], [0, 1, 0, 0], [0, 0, 0, 0]] })
    expect(riStar?.[3]).toBe(0)
    expect(qiStar?.[3]).toBe(0)
    expect(total(riStar ?? [])).toBeCloseTo(4, 9)
  })

  it('two actors with equal mutual influence (e.g. MID = [[0,4],[4,0]]): every ri = 0, Ri* not computable', () => {
    const result = mactor({ mid: [[0, 4], [4, 0]], mao2: [[1], [2]] })
    expect(result).not.toHaveProperty('riStar')
    expect(result.orders.map(({ order }) => order)).toEqual([1, 2])
    expect(result.reasons).toEqual([{ field: 'riStar', code: 'no-balance-of-power' }, { field: 'orders.2', code: 'no-balance-of-power' }])
  })

  it('all Ii = 0: all Ri* undefined, report as not computable', () => {
    const result = mactor({ mid: [[0, 0], [0, 0]] })
    expect(result.reasons).toEqual([
      { field: 'riStar', code: 'no-influence' }, { field: 'qiStar', code: 'no-influence' },
      { field: 'stability', code: 'no-influence' }, { field: 'orders', code: 'no-positions' },
    ])
    for (const field of ['riStar', 'qiStar', 'stability']) expect(result).not.toHaveProperty(field)
  })
})

it('holds no NaN, no infinity, no null and no −0, whatever the input', () => {
  const numbersIn = (value: unknown): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [value])
  forAll((result) => {
    const sound = (value: unknown) => typeof value === 'string' || (Number.isFinite(value) && !Object.is(value, -0))
    expect(numbersIn(result).filter((value) => !sound(value))).toEqual([])
  })
})
