import { describe, expect, it } from 'vitest'
import { formatDate, formatDateTime, formatImprecise, formatLongDate, formatNumber, formatPercent, formatRelative, formatSigned, frenchSpaces, parseDate, parseTime, typedDate } from './format.ts'

const thin = '\u202f'

describe('numbers', () => {
  it('are written with French separators and thin unbreakable spaces', () => {
    expect(formatNumber(1234.5, 'fr')).toBe(`1${thin}234,5`)
    expect(formatNumber(1234.5, 'en')).toBe('1,234.5')
  })
  it('carry a true minus and, where asked, a plus', () => {
    expect(formatNumber(-3, 'fr')).toBe('\u22123')
    expect(formatSigned(0.4, 'fr')).toBe('+0,4')
    expect(formatSigned(0, 'fr')).toBe('0')
  })
  it('make a share a percentage', () => {
    expect(formatPercent(0.125, 'fr', 1).replace('\u00a0', thin)).toBe(`12,5${thin}%`)
  })
})

describe('French spacing', () => {
  it('puts thin spaces before double signs and inside quotation marks', () => {
    expect(frenchSpaces('Oui ; « non » !')).toBe(`Oui${thin}; «${thin}non${thin}»${thin}!`)
    expect(frenchSpaces('Rôle : relais')).toBe('Rôle\u00a0: relais')
  })
  it('leaves times and addresses alone', () => {
    expect(frenchSpaces('à 14:05 http://exemple.fr')).toBe('à 14:05 http://exemple.fr')
  })
})

describe('dates', () => {
  it('are written day first, with the minute when there is one', () => {
    expect(formatDate('2026-11-22', 'fr')).toBe('22/11/2026')
    expect(formatDateTime('2026-11-22T14:05:00', 'fr')).toBe('22/11/2026 14:05')
  })
  it('say no more than is known', () => {
    expect(formatImprecise('2026', 'fr')).toBe('2026')
    expect(formatImprecise('2026-11', 'fr')).toBe('novembre 2026')
    expect(formatImprecise('2026-11-22', 'fr')).toBe('22/11/2026')
  })
  it.each([
    ['2026-11-19', 'il y a 3 jours'],
    ['2026-11-22', 'aujourd’hui'],
    ['2026-11-21', 'hier'],
    ['2026-12-22', 'dans 4 semaines'],
    ['2023-11-01', 'il y a 3 ans'],
  ])('are said as people say them: %s', (iso, words) => {
    expect(formatRelative(iso, 'fr', new Date('2026-11-22T09:00:00')).replace("'", '’')).toBe(words)
  })
})

describe('typed dates', () => {
  it.each([
    ['31/12/2026', '2026-12-31'],
    ['1.2.26', '2026-02-01'],
    ['2026-02-01', '2026-02-01'],
  ])('are read as a French hand writes them: %s', (typed, iso) => expect(parseDate(typed)).toBe(iso))
  it.each(['31/02/2026', '12/2026', '2026', 'hier', '', '1/2/3/2026', '13/13/2026'])('are refused when they are no whole date: %s', (typed) => expect(parseDate(typed)).toBeUndefined())
  it('may lack the day or the month where that is allowed', () => {
    expect(parseDate('12/2026', true)).toBe('2026-12')
    expect(parseDate('2026', true)).toBe('2026')
    expect(parseDate('26', true)).toBeUndefined()
    expect(parseDate('13/2026', true)).toBeUndefined()
  })
  it('come back as they were typed', () => expect(['2026', '2026-12', '2026-12-31'].map(typedDate)).toEqual(['2026', '12/2026', '31/12/2026']))
})

describe('days and hours in French', () => {
  it.each([['2015-01-01', 'fr', '1er janvier 2015'], ['2015-01-11', 'fr', '11 janvier 2015'], ['2015-01-01', 'en', '1 January 2015']])('%s in %s is said %s', (iso, locale, said) => {
    expect(formatLongDate(iso, locale)).toBe(said)
  })

  it.each([['9h30', '09:30'], ['9:30', '09:30'], ['930', '09:30'], ['1430', '14:30'], ['14 h', '14:00'], ['9', '09:00'], ['24:00', undefined], ['12:60', undefined], ['midi', undefined], ['', undefined]])('an hour typed %s is read %s', (typed, read) => {
    expect(parseTime(typed)).toBe(read)
  })
})
