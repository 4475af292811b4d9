import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Anchor, serverTimeOf, type Stamp } from './clock.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const start = Date.parse('2026-11-26T09:00:00Z')

/** A device at a true instant: its clock is off by `skew`, its page counts from `opened`. */
const stamp = (time: number, skew: number, opened = start, life = 'a'): Stamp => ({ wall: time + skew, count: time - opened, life })
const anchor = (time: number, skew: number, opened = start, life = 'a'): Anchor => ({ ...stamp(time, skew, opened, life), server: time })

describe('when something was done, by the server’s clock', () => {
  it.each([['behind', -3 * DAY], ['ahead', 3 * DAY]])('is exact with a clock three days %s, in one page and over a closed tab', (_, skew) => {
    const before = anchor(start, skew)
    expect(serverTimeOf(stamp(start + HOUR, skew), before, anchor(start + 3 * HOUR, skew))).toBe(start + HOUR)
    const reopened = start + 2 * HOUR
    expect(serverTimeOf(stamp(reopened + 60_000, skew, reopened, 'b'), before, anchor(start + 3 * HOUR, skew, start + 2.5 * HOUR, 'c'))).toBe(reopened + 60_000)
  })

  it('is exact when the clock was moved by three days during the outage, as long as one page saw both ends of the time', () => {
    const before = anchor(start, 0)
    expect(serverTimeOf(stamp(start + HOUR, 3 * DAY), before, anchor(start + 3 * HOUR, 3 * DAY))).toBe(start + HOUR)
    const reopened = start + 2 * HOUR
    expect(serverTimeOf(stamp(start + HOUR, -3 * DAY), before, anchor(start + 3 * HOUR, -3 * DAY, reopened, 'b'))).toBe(start + HOUR)
    expect(serverTimeOf(stamp(reopened + 5, 3 * DAY, reopened, 'b'), before, anchor(start + 3 * HOUR, 3 * DAY, reopened, 'b'))).toBe(reopened + 5)
  })

  it('is exact over the sleep of a laptop, during which pages do not count', () => {
    const slept: Anchor = { server: start + 3 * HOUR, wall: start + 3 * HOUR, count: HOUR, life: 'a' }
    expect(serverTimeOf(stamp(start + 60_000, 0), anchor(start, 0), slept)).toBe(start + 60_000)
  })

  it('never leaves the time between the last known one and now, whatever the clock says', () => {
    const wall = fc.integer({ min: start - 1000 * DAY, max: start + 1000 * DAY })
    fc.assert(fc.property(wall, wall, wall, fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 10 * HOUR }), (w1, w2, w3, life, count) => {
      const time = serverTimeOf({ wall: w2, count, life }, { server: start, wall: w1, count: 0, life: 'a' }, { server: start + 3 * HOUR, wall: w3, count: HOUR, life: 'c' })
      expect(time).toBeGreaterThanOrEqual(start)
      expect(time).toBeLessThanOrEqual(start + 3 * HOUR)
    }))
  })
})
