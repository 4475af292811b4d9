import { describe, expect, it } from 'vitest'
import { defaultEnd, endHolds } from './rules.ts'

const at = (text: string) => new Date(text)

describe('the end of a pass', () => {
  it.each([
    ['noon of the day after, where people are', '2026-11-27T08:00:00Z', 'Europe/Paris', '2026-11-20T08:00:00Z', '2026-11-28T11:00:00.000Z'],
    ['the day is theirs, not that of Greenwich', '2026-11-27T23:30:00Z', 'Europe/Paris', '2026-11-20T08:00:00Z', '2026-11-29T11:00:00.000Z'],
    ['over the change of the clocks', '2026-10-24T12:00:00Z', 'Europe/Paris', '2026-10-20T08:00:00Z', '2026-10-25T10:00:00.000Z'],
    ['elsewhere', '2026-11-27T08:00:00Z', 'Indian/Reunion', '2026-11-20T08:00:00Z', '2026-11-28T08:00:00.000Z'],
    ['twelve hours from now, for a session of the past', '2026-10-01T08:00:00Z', 'Europe/Paris', '2026-11-20T08:00:00Z', '2026-11-20T20:00:00.000Z'],
  ])('is by default %s', (_, startsAt, timeZone, now, expected) => {
    expect(defaultEnd(at(startsAt), timeZone, at(now)).toISOString()).toBe(expected)
  })

  it.each([
    ['2026-11-27T08:00:01Z', true], ['2026-12-11T08:00:00Z', true], ['2026-12-11T08:00:01Z', false], ['2026-11-27T08:00:00Z', false], ['2026-11-26T08:00:00Z', false],
  ])('%s, of a session of 4 December at eight, asked on 27 November at eight: %s', (end, holds) => {
    expect(endHolds(at(end), at('2026-12-04T08:00:00Z'), at('2026-11-27T08:00:00Z'))).toBe(holds)
  })
})
