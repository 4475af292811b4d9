import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rapprochement, type HeldPosition } from './rapprochement.ts'

const hold = (values: Readonly<Record<string, number>>): HeldPosition[] =>
  Object.entries(values).map(([holder, value]) => ({ holder, value }))

const anyPositions = fc
  .uniqueArray(fc.record({ holder: fc.stringMatching(/^[a-h]$/), value: fc.integer({ min: -2, max: 2 }) }), {
    selector: (row) => row.holder,
  })

describe('rapprochement', () => {
  it('is positive while two camps remain: the worked example of docs/methods/rapprochement.md', () => {
    const result = rapprochement(hold({ a: -2, b: -2, c: 2, d: 2 }), hold({ a: -1, b: -1, c: 1, d: 2, e: -2 }))
    expect(result.distanceBefore).toEqual({ value: expect.closeTo(16 / 6, 12) })
    expect(result.distanceAfter).toEqual({ value: expect.closeTo(11 / 6, 12) })
    expect(result.rapprochement).toEqual({ value: expect.closeTo(5 / 6, 12) })
    expect(result).toMatchObject({ method: 'rapprochement@1', n: 4, onlyBefore: [], onlyAfter: ['e'] })
    expect(result.moves[0]).toEqual({ holder: 'a', before: -2, after: -1 })
  })

  it('is negative when holders move apart', () => {
    expect(rapprochement(hold({ a: 0, b: 0 }), hold({ a: -1, b: 1 })).rapprochement).toEqual({ value: -2 })
  })

  it.each([
    { says: 'nothing at all', before: {}, after: {}, n: 0 },
    { says: 'one common holder', before: { a: 1, b: 2 }, after: { a: 2, c: 0 }, n: 1 },
    { says: 'no common holder', before: { a: 1, b: 2 }, after: { c: 2, d: 0 }, n: 0 },
  ])('is absent with its reason for $says', ({ before, after, n }) => {
    const result = rapprochement(hold(before), hold(after))
    const absent = { reason: 'fewer-than-two-common-holders' }
    expect(result).toMatchObject({ n, rapprochement: absent, distanceBefore: absent, distanceAfter: absent })
  })

  it('refuses a holder twice at one date and a value off the scale', () => {
    const twice = [{ holder: 'a', value: 1 }, { holder: 'a', value: 2 }]
    expect(() => rapprochement(twice, [])).toThrowError(expect.objectContaining({ code: 'duplicate-key' }))
    expect(() => rapprochement([], hold({ a: 3 }))).toThrowError(expect.objectContaining({ code: 'position-out-of-scale' }))
    expect(() => rapprochement(hold({ a: 0.5 }), [])).toThrowError(expect.objectContaining({ code: 'position-out-of-scale' }))
  })

  it('changes sign when the two dates change places, and not with the order of the rows', () => {
    fc.assert(fc.property(anyPositions, anyPositions, (before, after) => {
      const there = rapprochement(before, after)
      const back = rapprochement(after, before)
      expect(rapprochement(before.toReversed(), after.toReversed())).toEqual(there)
      expect('value' in there.rapprochement).toBe('value' in back.rapprochement)
      if (!('value' in there.rapprochement) || !('value' in back.rapprochement)) return
      expect(there.rapprochement.value + back.rapprochement.value).toBeCloseTo(0, 12)
      expect(Math.abs(there.rapprochement.value)).toBeLessThanOrEqual(4)
    }), { seed: 26000 })
  })

  it('is zero when nobody moves', () => {
    fc.assert(fc.property(anyPositions, (positions) => {
      const { rapprochement: figure } = rapprochement(positions, positions)
      expect(figure).toEqual(positions.length < 2 ? { reason: 'fewer-than-two-common-holders' } : { value: 0 })
    }), { seed: 26000 })
  })
})
