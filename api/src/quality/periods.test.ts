import { describe, expect, it } from 'vitest'
import { lastPeriods, periodOf, previousOf } from './periods.ts'

describe('a period', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31', '2025'], ['2026-H1', '2026-01-01', '2026-06-30', '2025-H2'], ['2026-H2', '2026-07-01', '2026-12-31', '2026-H1'],
    ['2026-Q1', '2026-01-01', '2026-03-31', '2025-Q4'], ['2024-Q1', '2024-01-01', '2024-03-31', '2023-Q4'], ['2026-Q3', '2026-07-01', '2026-09-30', '2026-Q2'],
  ])('%s goes from %s to %s, after %s', (code, from, to, before) => {
    expect(periodOf(code)).toEqual({ code, from, to })
    expect(previousOf(code).code).toBe(before)
  })
  it('comes with those before it, the oldest first, without a gap', () => expect(lastPeriods('2026-Q2', 4).map((period) => period.code)).toEqual(['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2']))
})
