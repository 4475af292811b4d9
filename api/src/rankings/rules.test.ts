import { describe, expect, it } from 'vitest'
import { adoptionFault, contributionsOf, explainedOf, valuesOf } from './rules.ts'

const terms = [
  { key: 'power', weight: 1, min: 1, max: 5, direction: 'up' as const },
  { key: 'threat', weight: 3, min: 1, max: 5, direction: 'down' as const },
]

describe('a stored row', () => {
  it('gives its values in the order of the terms, unknown ones as null, within their scale', () => {
    expect(valuesOf(terms, { termValues: [null, 5.0000000001] })).toEqual([null, 5])
  })

  it('says what each known term gives, adding up to the total', () => {
    expect(contributionsOf(terms, [5, 2])).toEqual([0.25, 0.5625])
    expect(contributionsOf(terms, [null, 2])).toEqual([null, 0.75])
  })

  it('gives the contributions of the published method', () => {
    for (const values of [[5, 2], [1, 5], [null, 3], [4, null]] as const) {
      const byMethod = new Map(explainedOf(terms, { termValues: values }).map((step) => [step.key, step.contribution]))
      for (const [place, found] of contributionsOf(terms, values).entries()) expect(found ?? -1).toBeCloseTo(byMethod.get(terms[place]?.key ?? '') ?? -1, 12)
    }
  })
})

describe('an adoption', () => {
  const asOf = new Date('2026-03-28T23:30:00Z')
  const now = new Date('2026-11-22T11:00:00Z')
  it.each([['2026-03-28', true], ['2026-03-29', false], ['2026-11-22', false], ['2026-11-23', true]])('on %s is refused: %s', (day, refused) => {
    expect(adoptionFault(day, asOf, now)).toBe(refused)
  })
})
