import { describe, expect, it } from 'vitest'
import { adoptionFault, contributionsOf, valuesOf } from './rules.ts'

const terms = [
  { key: 'power', weight: 1, min: 1, max: 5, direction: 'up' as const },
  { key: 'threat', weight: 3, min: 1, max: 5, direction: 'down' as const },
]

describe('a stored row', () => {
  it('gives its values in the order of the terms, unknown ones as null, within their scale', () => {
    expect(valuesOf(terms, { termValues: [null, 5.0000000001] })).toEqual([null, 5])
  })

  it('says what each known term gives, adding up to the total', () => {
    const found = contributionsOf(terms, { termValues: [5, 2], termCounts: [7, 4] })
    expect(found).toEqual([
      { code: 'power', value: 5, normalised: 1, share: 0.25, contribution: 0.25, n: 7 },
      { code: 'threat', value: 2, normalised: 0.75, share: 0.75, contribution: 0.5625, n: 4 },
    ])
  })
})

describe('an adoption', () => {
  const asOf = new Date('2026-03-28T23:30:00Z')
  const now = new Date('2026-11-22T11:00:00Z')
  it.each([['2026-03-28', true], ['2026-03-29', false], ['2026-11-22', false], ['2026-11-23', true]])('on %s is refused: %s', (day, refused) => {
    expect(adoptionFault(day, asOf, now)).toBe(refused)
  })
})
