import { describe, expect, it } from 'vitest'
import { digitsOf, editable, endedPeriods, parseDecimal, periodWords, ratioOf } from './words.ts'

describe('a number that somebody types', () => {
  it.each([['1 234,5', 1234.5], ['1234.5', 1234.5], ['1\u202f234,5', 1234.5], ['−3,2', -3.2], ['0', 0], ['  12 ', 12]])('%s is %d', (text, value) => expect(parseDecimal(text)).toBe(value))
  it.each(['', '12,', ',5', '1,2,3', '1.234,5', 'NaN', 'Infinity', '1e400', '12 kg', '--1', '9999999999999999'])('%j is none', (text) => expect(parseDecimal(text)).toBeUndefined())
  it('comes back as it was typed', () => {
    expect([editable(1234.5, 'fr'), editable(1234.5, 'en'), editable(null, 'fr'), editable(0.1 + 0.2, 'fr')]).toEqual(['1234,5', '1234.5', '', '0,3'])
  })
})

describe('periods', () => {
  it('are those that are over, the latest first', () => {
    expect(endedPeriods('yearly', '2026-11-27', 2)).toEqual([{ periodStart: '2025-01-01', periodEnd: '2025-12-31' }, { periodStart: '2024-01-01', periodEnd: '2024-12-31' }])
    expect(endedPeriods('half_yearly', '2026-06-30', 1)).toEqual([{ periodStart: '2025-07-01', periodEnd: '2025-12-31' }])
    expect(endedPeriods('quarterly', '2026-01-15', 2).map((p) => p.periodStart)).toEqual(['2025-10-01', '2025-07-01'])
    expect(endedPeriods('monthly', '2024-03-31', 1)).toEqual([{ periodStart: '2024-02-01', periodEnd: '2024-02-29' }])
  })
  it.each([['2025-01-01', '2025-12-31', 'year', 1], ['2025-07-01', '2025-12-31', 'half', 2], ['2025-10-01', '2025-12-31', 'quarter', 4], ['2025-02-01', '2025-02-28', 'month', 2], ['2025-07-01', '2025-10-31', 'days', 7], ['2024-09-01', '2025-02-28', 'days', 9]] as const)('%s – %s is said as a %s', (periodStart, periodEnd, key, n) => expect(periodWords({ periodStart, periodEnd })).toMatchObject({ key, n }))
})

it('a ratio needs both parts, and a percentage is one', () => {
  expect([ratioOf(1, 4, '%'), ratioOf(10, 4, 'kg/pers.'), ratioOf(1, 0, '%'), ratioOf(undefined, 4, '%')]).toEqual([25, 2.5, undefined, undefined])
  expect([digitsOf(1234), digitsOf(-12.34), digitsOf(1.234)]).toEqual([0, 1, 2])
})
