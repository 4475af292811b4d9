import { describe, expect, it } from 'vitest'
import { rateOf, stateOf } from './rules.ts'

const none = { stakeholders: 0, impacts: 0, points: 0, commitments: 0, expectations: 0, positions: 0 }

describe('coverage of an area', () => {
  it.each([
    [none, 'blind'],
    [{ ...none, stakeholders: 9, positions: 4 }, 'blind'],
    [{ ...none, impacts: 1 }, 'partial'],
    [{ ...none, expectations: 2, points: 1 }, 'partial'],
    [{ ...none, impacts: 1, expectations: 1, points: 1 }, 'full'],
  ] as const)('%o is %s', (counts, state) => expect(stateOf(counts)).toBe(state))

  it('counts an empty set without dividing', () => expect(rateOf([])).toEqual({ areas: 0, covered: 0, full: 0, blind: 0 }))

  it('keeps covered and blind together equal to all', () => expect(rateOf(['blind', 'partial', 'full', 'full'])).toEqual({ areas: 4, covered: 3, full: 2, blind: 1 }))
})
