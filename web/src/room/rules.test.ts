import { describe, expect, it } from 'vitest'
import { clockText, remainingMinutes, spentSeconds } from './clock.ts'
import { hadLeft } from './left.ts'
import { nextOwed, owesReason, type ReasonRule } from './owed.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 27, 9, minute)).toISOString()
const now = Date.parse(at(30))
const words = { reason: '', reservation: '' }

describe('a missing reason', () => {
  it.each([
    ['optional', -2, false], ['required_for_disagreement', -2, true], ['required_for_disagreement', -1, true], ['required_for_disagreement', 0, false], ['required', 2, true],
  ])('under the rule %s, a position of %i owes: %s', (rule, value, owed) => expect(owesReason(rule as ReasonRule, { state: 'stated', value, ...words })).toBe(owed))

  it('is settled by a reservation, and no abstention owes one', () => {
    expect(owesReason('required' as ReasonRule, { state: 'stated', value: 1, ...words, reservation: 'Sous réserve.' })).toBe(false)
    expect(owesReason('required' as ReasonRule, { state: 'abstained', value: null, ...words })).toBe(false)
  })

  it('is filled in the order of points and holders, and in a circle', () => {
    const owed = [{ pointId: 'p2', holderId: 'a' }, { pointId: 'p1', holderId: 'b' }, { pointId: 'p1', holderId: 'a' }]
    const next = (from: Parameters<typeof nextOwed>[3]) => nextOwed(owed, [{ id: 'p1' }, { id: 'p2' }], [{ id: 'a' }, { id: 'b' }], from)
    expect(next(null)).toEqual({ pointId: 'p1', holderId: 'a' })
    expect(next({ pointId: 'p1', holderId: 'a' })).toEqual({ pointId: 'p1', holderId: 'b' })
    expect(next({ pointId: 'p1', holderId: 'b' })).toEqual({ pointId: 'p2', holderId: 'a' })
    expect(next({ pointId: 'p2', holderId: 'a' })).toEqual({ pointId: 'p1', holderId: 'a' })
    expect(nextOwed(owed.slice(0, 1), [{ id: 'p2' }], [{ id: 'a' }], null, { pointId: 'p2', holderId: 'a' })).toBeNull()
    expect(nextOwed([], [{ id: 'p1' }], [{ id: 'a' }], null)).toBeNull()
  })
})

describe('the clock', () => {
  it('counts what an item has taken, and what is still planned', () => {
    const done = { startedAt: at(0), endedAt: at(12), durationMinutes: 10 }
    const running = { startedAt: at(12), endedAt: null, durationMinutes: 30 }
    const ahead = { startedAt: null, endedAt: null, durationMinutes: 20 }
    expect(spentSeconds(done, now)).toBe(720)
    expect(spentSeconds(running, now)).toBe(1080)
    expect(spentSeconds(ahead, now)).toBeNull()
    expect(remainingMinutes([done, running, ahead], now)).toBe(12 + 20)
    expect(remainingMinutes([{ ...running, durationMinutes: 5 }], now)).toBe(0)
  })
  it.each([[0, '0:00'], [754, '12:34'], [3723, '1:02:03']])('reads %i s as %s', (seconds, text) => expect(clockText(seconds)).toBe(text))
})

describe('who had left before a point', () => {
  const holder = (leftAt: string | null) => ({ attendance: leftAt === null ? null : { id: '', status: 'present' as const, arrivedAt: null, leftAt, headcount: 1, version: 1 } })
  it.each([
    ['left before the item was started', at(10), at(20), null, true],
    ['left while it ran', at(25), at(20), null, false],
    ['left before the first position, without a clock', at(10), null, at(15), true],
    ['left, and the point has not begun', at(10), null, null, true],
    ['is still there', null, at(20), null, false],
  ])('%s: %s', (_, leftAt, startedAt, firstSaid, gone) => expect(hadLeft(holder(leftAt), { startedAt }, firstSaid, now)).toBe(gone))
})
