import { describe, expect, it } from 'vitest'
import { formatNumber, formatPercent, formatSigned, type Format } from '../ui/format.ts'
import { changeOf, groups, partsText, valueText } from './figures.ts'
import { kindOf, namedBy, periodOn, readPeriod, stepFrom } from './periods.ts'

const format = { number: (value: number, digits?: number) => formatNumber(value, 'en', digits), signed: (value: number, digits?: number) => formatSigned(value, 'en', digits), percent: (share: number, digits?: number) => formatPercent(share, 'en', digits) } as Format
const days = (n: string) => `${n} d`

describe('a figure in words', () => {
  it.each([[77.6, 'percent', '78%'], [8.25, 'days', '8.3 d'], [4.14, 'score', '4.1 / 5'], [424, 'count', '424']] as const)('%s %s is %s', (value, unit, text) => expect(valueText(value, unit, format, days)).toBe(text))
  it('stands beside what it counts out of what, where it has a denominator', () => {
    expect(partsText({ numerator: 52, denominator: 67 }, 'percent', format)).toBe('52 / 67')
    expect(partsText({ numerator: 4, denominator: null }, 'count', format)).toBe('')
    expect(partsText({ numerator: 400, denominator: 100 }, 'score', format)).toBe('')
  })
  it('is judged by the way that is better, and not where none is', () => {
    expect(changeOf(80, 70, { unit: 'percent', direction: 'up' }, format)).toEqual({ text: '+10', tone: 'better' })
    expect(changeOf(3, 1, { unit: 'count', direction: 'down' }, format)).toEqual({ text: '+2', tone: 'worse' })
    expect(changeOf(3, 1, { unit: 'count', direction: 'none' }, format)).toEqual({ text: '+2', tone: 'still' })
    expect(changeOf(4.1, 4.1, { unit: 'score', direction: 'up' }, format)).toEqual({ text: '=', tone: 'still' })
    expect(changeOf(null, 1, { unit: 'count', direction: 'up' }, format)).toBeUndefined()
  })
  it('stands in one group at most', () => {
    const names = groups.flatMap((group) => group.names)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('a period', () => {
  it.each([['year', '2026'], ['half', '2026-H2'], ['quarter', '2026-Q4']] as const)('of a %s holds its day', (kind, code) => {
    expect(periodOn('2026-11-27', kind)).toBe(code)
    expect(kindOf(code)).toBe(kind)
  })
  it.each([['2026', 1, '2027'], ['2026-H1', -1, '2025-H2'], ['2026-H2', 1, '2027-H1'], ['2026-Q1', -1, '2025-Q4'], ['2026-Q3', 3, '2027-Q2']])('%s, %i away, is %s', (code, steps, to) => expect(stepFrom(code, steps)).toBe(to))
  it('is read from an address only when it is one, and named by its part of the year', () => {
    expect(['2026-H3', '2026-Q5', 'x', undefined].map(readPeriod)).toEqual([undefined, undefined, undefined, undefined])
    expect([readPeriod('2026-Q4'), namedBy('2026-Q4'), namedBy('2026')]).toEqual(['2026-Q4', { key: 'Q4', year: '2026' }, { key: 'year', year: '2026' }])
  })
})
