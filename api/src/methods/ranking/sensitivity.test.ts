import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, type Formula, rank, sensitivity } from './index.ts'

const formula: Formula = [
  { key: 'power', weight: 1, min: 0, max: 10, direction: 'up' },
  { key: 'interest', weight: 1, min: 0, max: 10, direction: 'up' },
]
const reweighted = (weight: number): Formula => formula.map((term) => (term.key === 'power' ? { ...term, weight } : term))
const placesAt = (weight: number, candidates: readonly Candidate[]) => new Map(rank(reweighted(weight), candidates).rows.map((row) => [row.id, row.rank]))
/** Order of the scores only where it is clear: pairs told apart by more than rounding. */
const clearPairs = (weight: number, candidates: readonly Candidate[]) => {
  const { rows } = rank(reweighted(weight), candidates)
  return new Set(rows.flatMap((a) => rows.filter((b) => a.score - b.score > 1e-9).map((b) => `${a.id}>${b.id}`)))
}

describe('who changes rank if this weight moves', () => {
  // a leads by its interest; b passes it once power weighs 1.5: 4 + 8 → (4 w + 8) = (8 w + 2).
  const candidates = [{ id: 'a', values: [4, 8] }, { id: 'b', values: [8, 2] }, { id: 'c', values: [0, 1] }]

  it('finds the weight at which two neighbours swap, worked by hand', () => {
    expect(sensitivity(formula, candidates, 'power', 1)).toEqual({
      method: 'ranking-sensitivity@1', key: 'power', weight: 1,
      down: { weight: 0, moves: [] },
      up: { weight: 2, moves: [{ id: 'a', before: 1, after: 2 }, { id: 'b', before: 2, after: 1 }] },
      nearestUp: { above: 'a', below: 'b', weight: 1.5 },
    })
  })

  it('finds the crossing when one of the two does not know the term', () => {
    const partial = [{ id: 'full', values: [2, 9] }, { id: 'partial', values: [null, 5] }]
    // (2 w + 9) / (w + 1) = 5 at w = 4/3.
    expect(sensitivity(formula, partial, 'power', 0.1).nearestUp).toEqual({ above: 'full', below: 'partial', weight: expect.closeTo(4 / 3, 12) })
  })

  it('looks past a tie of the present: those who are tied part first, then meet the next one', () => {
    const tied = [{ id: 'top', values: [5, 9] }, { id: 'flat', values: [6, 4] }, { id: 'steep', values: [10, 0] }]
    // top 5 w + 9, flat 6 w + 4, steep 10 w: flat and steep are tied at w = 1, steep meets top at 9/5, flat only at 5.
    expect(sensitivity(formula, tied, 'power', 0.1).nearestUp).toEqual({ above: 'top', below: 'steep', weight: expect.closeTo(1.8, 12) })
  })

  it('finds nothing where nobody can swap', () => {
    const result = sensitivity(formula, [{ id: 'a', values: [9, 9] }, { id: 'b', values: [1, 1] }, { id: 'twin', values: [1, 1] }], 'power', 0.5)
    expect(result).not.toHaveProperty('nearestUp')
    expect(result).not.toHaveProperty('nearestDown')
    expect([...result.up.moves, ...result.down.moves]).toEqual([])
  })

  it('refuses an unknown term and a step of 0', () => {
    expect(() => sensitivity(formula, candidates, 'absent', 1)).toThrowError(expect.objectContaining({ code: 'unknown-term' }))
    expect(() => sensitivity(formula, candidates, 'power', 0)).toThrowError(expect.objectContaining({ code: 'weight-out-of-range' }))
  })

  const value = fc.option(fc.integer({ min: 0, max: 10 }), { nil: null, freq: 5 })
  const several = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 8 })
    .map((rows) => rows.map((values, index): Candidate => ({ id: `s${index}`, values })))

  it('names exactly the ranks that a new ranking under the moved weight gives', () => {
    fc.assert(fc.property(several, fc.double({ min: 0.05, max: 0.9, noNaN: true }), (rows, step) => {
      const result = sensitivity(formula, rows, 'power', step)
      const now = placesAt(1, rows)
      for (const side of [result.down, result.up]) {
        const moved = [...placesAt(side.weight, rows)].filter(([id, place]) => now.get(id) !== place)
        expect(side.moves.map(({ id, after }) => [id, after]).sort()).toEqual(moved.sort())
      }
    }), { seed: 26000, numRuns: 200 })
  })

  it('no clear order turns before the nearest swap, and one does just after it', () => {
    fc.assert(fc.property(several, (rows) => {
      const now = clearPairs(1, rows)
      const turned = (weight: number) => [...clearPairs(weight, rows)].filter((pair) => now.has(pair.split('>').toReversed().join('>')))
      const { nearestUp, nearestDown } = sensitivity(formula, rows, 'power', 0.5)
      for (const [swap, way] of [[nearestUp, 1], [nearestDown, -1]] as const) {
        const end = swap?.weight ?? (way > 0 ? 50 : 1e-3)
        for (const share of [0.5, 0.999]) expect(turned(1 + (end - 1) * share)).toEqual([])
        const after = end + way * 1e-3
        if (swap && after > 0) expect(turned(after).length + tiedNow(rows)).toBeGreaterThan(0)
      }
    }), { seed: 26000, numRuns: 300 })
  })

  /** Those who are tied at present have no clear order that could turn. */
  const tiedNow = (rows: readonly Candidate[]) => rank(formula, rows).rows.filter(({ tied }) => tied > 1).length
})
