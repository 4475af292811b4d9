import { describe, expect, it } from 'vitest'
import { chartOf, rangeOf, stepOf } from './chart.ts'
import type { IndicatorSeries } from './store.ts'

const period = (year: number, value: number | null, more: Partial<IndicatorSeries['periods'][number]> = {}): IndicatorSeries['periods'][number] => ({ periodStart: `${year}-01-01`, periodEnd: `${year}-12-31`, value, numerator: null, denominator: null, count: null, n: 2, of: 2, missing: [], frozen: false, restated: false, fictional: true, ...more })
const point = (perimeterId: string, year: number, value: number, more: Partial<IndicatorSeries['points'][number]> = {}): IndicatorSeries['points'][number] => ({ perimeterId, periodStart: `${year}-01-01`, periodEnd: `${year}-12-31`, valueId: `${perimeterId}${year}`, status: 'validated', value, numerator: null, denominator: null, restated: false, frozenBefore: null, counts: true, ...more })
const size = { width: 600, height: 240 }

describe('the chart of an indicator', () => {
  it.each([[97, 4, 50], [100, 4, 50], [8, 4, 2], [0.9, 4, 0.5], [0, 4, 1]])('cuts a span of %d into %d parts by %d', (span, count, step) => expect(stepOf(span, count)).toBeCloseTo(step))
  it.each([[[]], [[5]], [[0]], [[10, 12]], [[-3, 4]], [[1000, 1001, 1002]]])('holds every value of %j within its axis', (values) => {
    const [low, high] = rangeOf(values)
    expect(high).toBeGreaterThan(low)
    for (const value of values) expect(value >= low && value <= high, String(value)).toBe(true)
  })
  it('puts time from left to right and larger values higher; a period without a value is no mark', () => {
    const chart = chartOf({ periods: [period(2023, 10), period(2024, null), period(2025, 20, { n: 1, frozen: true })], points: [] }, 15, size, false)
    const [first, last] = chart.marks
    expect(chart.marks).toHaveLength(2)
    expect((first?.x ?? 0) < (last?.x ?? 0) && (first?.y ?? 0) > (last?.y ?? 0)).toBe(true)
    expect([first?.shape, last?.shape, last?.frozen]).toEqual(['whole', 'part', true])
    expect((chart.target ?? 0) < (first?.y ?? 0) && (chart.target ?? 0) > (last?.y ?? 0)).toBe(true)
    for (const { x, y } of chart.marks) expect(x > 0 && x <= size.width && y > 0 && y < size.height).toBe(true)
  })
  it('draws what was frozen before a restatement, and what is not validated apart from the line', () => {
    const chart = chartOf({ periods: [period(2024, 11, { restated: true }), period(2025, null)], points: [point('a', 2024, 11, { restated: true, frozenBefore: 10 }), point('a', 2025, 12, { counts: false, status: 'submitted' })] }, null, size, false)
    expect([chart.ghosts.length, chart.pending.length, chart.marks.length, chart.target]).toEqual([1, 1, 1, undefined])
  })
  it('draws one line per perimeter when asked, of what counts', () => {
    const series = { periods: [period(2024, 10), period(2025, 12)], points: [point('a', 2024, 10), point('a', 2025, 11), point('b', 2024, 20), point('b', 2025, 21, { counts: false })] }
    expect(chartOf(series, null, size, false).lines).toEqual([])
    expect(chartOf(series, null, size, true).lines.map((l) => (l.path.match(/[ML]/g) ?? []).length)).toEqual([2, 1])
  })
})
