import { describe, expect, it } from 'vitest'
import type { Activity } from '../activities/store.ts'
import { barOf, boardOf, monthsOf, placeOf, shareOf, shiftMonth, spanOf, weeksOf } from './model.ts'

const plan = { startsOn: '2026-01-05', endsOn: '2026-12-20' }
const activity = (more: Partial<Activity>) => ({ id: 'a', title: 'A', status: 'planned', startsOn: '2026-02-01', endsOn: '2026-03-01', sessions: [], ...more }) as unknown as Activity

describe('the line of time of a plan', () => {
  it('goes from the first of a month to the last of one, and holds what leaves the plan', () => {
    expect(spanOf(plan, [])).toEqual({ from: '2026-01-01', to: '2026-12-31' })
    expect(spanOf(plan, [activity({ endsOn: '2027-02-10' })])).toEqual({ from: '2026-01-01', to: '2027-02-28' })
    expect(spanOf({ startsOn: '2024-02-10', endsOn: '2024-02-11' }, [])).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  })

  it('puts a day where its share of the days is, and a bar of one day a day wide', () => {
    const span = { from: '2026-01-01', to: '2026-12-31' }
    expect([placeOf('2026-01-01', span), placeOf('2025-01-01', span), placeOf('2030-01-01', span)]).toEqual([0, 0, 1])
    expect(placeOf('2026-07-02', span)).toBeCloseTo(182 / 365)
    expect(barOf({ startsOn: '2026-12-31', endsOn: '2026-12-31' }, span).start + barOf({ startsOn: '2026-12-31', endsOn: '2026-12-31' }, span).length).toBeGreaterThanOrEqual(1)
    expect(barOf({ startsOn: '2026-01-01', endsOn: '2026-12-31' }, span)).toEqual({ start: 0, length: 1 })
  })

  it('has every month once, whose shares add up to the whole', () => {
    const months = monthsOf({ from: '2026-01-01', to: '2026-12-31' })
    expect(months.map((m) => m.month)).toEqual(Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`))
    expect(months.reduce((sum, m) => sum + m.share, 0)).toBeCloseTo(1)
  })
})

describe('the calendar of a month', () => {
  it('shows whole weeks from Monday to Sunday, each day once', () => {
    const weeks = weeksOf('2026-11')
    expect([weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual(['2026-10-26', '2026-12-06'])
    expect(weeksOf('2027-02')).toHaveLength(4)
    for (const month of ['2024-02', '2026-03', '2026-10', '2027-05']) {
      const days = weeksOf(month).flat()
      expect(new Set(days).size).toBe(days.length)
      expect(days.filter((day) => day.startsWith(month))).toHaveLength(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate())
    }
  })

  it('goes on over the year', () => {
    expect([shiftMonth('2026-12', 1), shiftMonth('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
  })
})

describe('the board', () => {
  it('has each activity in the column of its status, the first to end first', () => {
    const rows = [activity({ id: 'late', endsOn: '2026-05-01' }), activity({ id: 'early', endsOn: '2026-04-01' }), activity({ id: 'done', status: 'done' })]
    expect(boardOf(rows, ['planned', 'done', 'cancelled']).map((c) => [c.status, c.rows.map((r) => r.id)])).toEqual([['planned', ['early', 'late']], ['done', ['done']], ['cancelled', []]])
  })

  it('gives no share where nothing was planned, and never more than the whole', () => {
    expect([shareOf(1, 0), shareOf(1, 2), shareOf(5, 2)]).toEqual([null, 0.5, 1])
  })
})
