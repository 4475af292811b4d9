import { describe, expect, it } from 'vitest'
import { addDays, askedPeriods, beginsPeriod, dueOn, frequencies, monthsOf, periodOf, periodsBetween } from './periods.ts'

/** Every day from 1999 to 2029: leap years, a century that is one. */
const days = Array.from({ length: 31 * 366 }, (_, i) => addDays('1999-01-01', i)).filter((day) => day < '2030-01-01')

describe('the calendar of indicators', () => {
  it.each(frequencies)('%s: periods tile the years, without gap or overlap, 12 months in each year', (frequency) => {
    const wrong = days.filter((day) => {
      const period = periodOf(frequency, day)
      const same = (other: string) => JSON.stringify(periodOf(frequency, other)) === JSON.stringify(period)
      return !(period.start <= day && day <= period.end && same(period.start) && same(period.end) && periodOf(frequency, addDays(period.end, 1)).start === addDays(period.end, 1) && beginsPeriod(frequency, day) === (day === period.start))
    })
    expect(wrong).toEqual([])
    for (let year = 1999; year < 2030; year += 1) {
      const periods = periodsBetween(frequency, `${year}-01-01`, `${year}-12-31`)
      expect(periods.length * monthsOf[frequency]).toBe(12)
      expect([periods[0]?.start, periods.at(-1)?.end]).toEqual([`${year}-01-01`, `${year}-12-31`])
    }
  })

  it.each([
    ['monthly', '2024-02-10', '2024-02-01', '2024-02-29'], ['monthly', '2023-02-10', '2023-02-01', '2023-02-28'], ['quarterly', '2026-11-27', '2026-10-01', '2026-12-31'],
    ['half_yearly', '2026-07-01', '2026-07-01', '2026-12-31'], ['half_yearly', '2026-06-30', '2026-01-01', '2026-06-30'], ['yearly', '0001-05-05', '0001-01-01', '0001-12-31'],
  ] as const)('%s: %s lies in %s – %s', (frequency, day, start, end) => expect(periodOf(frequency, day)).toEqual({ start, end }))

  it('asks for what is over and was not over before the collector began, and for nothing on the last day of a period', () => {
    expect(askedPeriods('yearly', '2024-12-31', '2026-11-27').map((p) => p.start)).toEqual(['2024-01-01', '2025-01-01'])
    expect(askedPeriods('yearly', '2025-01-01', '2025-12-31')).toEqual([])
    expect(askedPeriods('yearly', '2025-01-01', '2026-01-01').map((p) => p.end)).toEqual(['2025-12-31'])
    expect(periodsBetween('monthly', '2026-02-01', '2026-01-31')).toEqual([])
    expect(dueOn({ start: '2026-07-01', end: '2026-09-30' })).toBe('2026-10-30')
  })
})
