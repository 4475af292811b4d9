import { describe, expect, it } from 'vitest'
import { dueWords, instantOf } from './words.ts'

describe('the day on which a commitment is due, in words', () => {
  it.each([
    ['open', '2026-11-10', 'late', 17], ['open', '2026-11-27', 'today', 0], ['open', '2026-12-09', 'soon', 12], ['open', '2027-03-31', 'later', 124], ['open', null, 'none', 0],
    ['blocked', '2026-11-26', 'late', 1], ['contested', '2026-10-01', 'late', 57], ['done', '2026-11-10', 'past', 17], ['verified', '2026-12-01', 'past', 4], ['dropped', '2026-01-01', 'past', 330],
  ] as const)('%s due %s is %s by %i days', (state, dueOn, key, n) => expect(dueWords(state, dueOn, '2026-11-27')).toEqual({ key, n }))

  it('dates an event of today by its hour and one of another day by noon', () => {
    expect([instantOf('2026-11-27', '2026-11-27'), instantOf(undefined, '2026-11-27'), instantOf('2026-11-20', '2026-11-27')]).toEqual([undefined, undefined, '2026-11-20T11:00:00.000Z'])
  })
})
