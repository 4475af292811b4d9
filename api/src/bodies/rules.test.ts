import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countQuorum, meetingsOwed, peakSeats, type Presence, rhythmOf, type Seat, termState } from './rules.ts'

const seat = (stakeholderId: string, seats = 1, memberId = stakeholderId): Seat => ({ memberId, stakeholderId, seats })
const came = (stakeholderId: string, more: Partial<Presence> = {}): Presence => ({ stakeholderId, status: 'present', headcount: 1, proxyId: null, ...more })
const ten = Array.from({ length: 10 }, (_, i) => seat(`s${i}`))

describe('the quorum of a meeting', () => {
  it.each([
    ['is never reached by a body without any member', 50, [], [came('a')], { filled: 0, required: 0, present: 0, reached: false }],
    ['is reached by a single member who comes', 100, [seat('a')], [came('a')], { filled: 1, required: 1, present: 1, reached: true }],
    ['is not reached by a single member who does not', 1, [seat('a')], [], { filled: 1, required: 1, present: 0, reached: false }],
    ['is reached exactly at the threshold', 50, ten, ten.slice(0, 5).map((s) => came(s.stakeholderId)), { filled: 10, required: 5, present: 5, reached: true }],
    ['is missed by one seat', 50, ten, ten.slice(0, 4).map((s) => came(s.stakeholderId)), { filled: 10, required: 5, present: 4, reached: false }],
    ['asks for whole seats, rounded up', 51, ten, ten.slice(0, 5).map((s) => came(s.stakeholderId)), { required: 6, reached: false }],
    ['rounds a third of ten up to four', 33, ten, [], { required: 4 }],
    ['asks for everybody at 100 %', 100, ten, ten.slice(1).map((s) => came(s.stakeholderId)), { required: 10, present: 9, reached: false }],
    ['is no question for a body that set none', null, ten, [], { percent: null, required: null, present: 0, reached: null }],
    ['counts people up to the seats of their group', 50, [seat('staff', 9), seat('elected', 2)], [came('staff', { headcount: 30 })], { filled: 11, required: 6, present: 9, reached: true }],
    ['counts no more people than came for a group', 50, [seat('staff', 9), seat('elected', 2)], [came('staff', { headcount: 3 }), came('elected', { headcount: 2 })], { present: 5, reached: false }],
    ['counts who is online', 50, [seat('a')], [came('a', { status: 'remote' })], { present: 1 }],
    ['leaves out who watches, is absent or apologised', 50, [seat('a'), seat('b'), seat('c')], [came('a', { status: 'observer' }), came('b', { status: 'absent' }), came('c', { status: 'apologised' })], { present: 0 }],
    ['leaves out who is no member', 50, [seat('a')], [came('b')], { present: 0 }],
    ['counts who is represented by a member who came', 50, [seat('a'), seat('b')], [came('a'), came('b', { status: 'represented', proxyId: 'a' })], { present: 2 }],
    ['leaves out who is represented by somebody who is no member', 50, [seat('a'), seat('b')], [came('x'), came('b', { status: 'represented', proxyId: 'x' })], { present: 0 }],
    ['leaves out who is represented by a member who is represented in turn', 50, [seat('a'), seat('b'), seat('c')], [came('a'), came('b', { status: 'represented', proxyId: 'a' }), came('c', { status: 'represented', proxyId: 'b' })], { present: 2 }],
    ['leaves out a stakeholder for whom nobody came', 50, [seat('a')], [came('a', { headcount: 0 })], { present: 0 }],
  ])('%s', (_, percent, seats, attendance, expected) => {
    expect(countQuorum(percent as number | null, seats as Seat[], attendance as Presence[])).toMatchObject(expected as object)
  })

  it('fills the seats of a stakeholder that sits twice one after the other', () => {
    expect(countQuorum(50, [seat('a', 2, 'first'), seat('a', 2, 'second')], [came('a', { headcount: 3 })]).counts).toEqual([{ memberId: 'first', counted: 2 }, { memberId: 'second', counted: 1 }])
  })

  it('counts between none and all of the seats filled, and more people never undo it', () => {
    const seats = fc.uniqueArray(fc.record({ stakeholderId: fc.constantFrom('a', 'b', 'c', 'd'), seats: fc.integer({ min: 1, max: 9 }) }), { selector: (s) => s.stakeholderId }).map((rows) => rows.map((row) => seat(row.stakeholderId, row.seats)))
    const heads = fc.uniqueArray(fc.record({ stakeholderId: fc.constantFrom('a', 'b', 'c', 'd', 'x'), headcount: fc.integer({ min: 0, max: 20 }) }), { selector: (s) => s.stakeholderId })
    fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), seats, heads, (percent, own, people) => {
      const less = countQuorum(percent, own, people.map((p) => came(p.stakeholderId, p)))
      const more = countQuorum(percent, own, people.map((p) => came(p.stakeholderId, { headcount: p.headcount + 1 })))
      expect(less.present >= 0 && less.present <= less.filled && more.present >= less.present).toBe(true)
      expect(less.reached && !more.reached).toBe(false)
    }), { seed: 26000 })
  })
})

describe('the rhythm of a body', () => {
  const day = '2026-11-27'
  it.each([
    [{ meetingsPerYear: 4, held: 4, since: null, ceasedOn: null }, 'kept'],
    [{ meetingsPerYear: 4, held: 3, since: null, ceasedOn: null }, 'behind'],
    [{ meetingsPerYear: null, held: 0, since: null, ceasedOn: null }, 'free'],
    [{ meetingsPerYear: 4, held: 0, since: null, ceasedOn: '2026-11-26' }, 'ceased'],
    [{ meetingsPerYear: 4, held: 0, since: null, ceasedOn: '2026-11-27' }, 'behind'],
    [{ meetingsPerYear: 4, held: 0, since: '2026-11-01', ceasedOn: null }, 'kept'],
    [{ meetingsPerYear: 4, held: 1, since: '2026-05-20', ceasedOn: null }, 'behind'],
    [{ meetingsPerYear: 4, held: 2, since: '2026-05-20', ceasedOn: null }, 'kept'],
  ] as const)('%j is %s', (facts, expected) => {
    expect(rhythmOf({ ...facts, day })).toBe(expected)
  })

  it('owes the part of a year that it has lived, in whole meetings, and never more than a year', () => {
    expect(meetingsOwed({ meetingsPerYear: 6, since: '2026-01-15', day })).toBe(5)
    expect(meetingsOwed({ meetingsPerYear: 6, since: '2011-01-01', day })).toBe(6)
    expect(meetingsOwed({ meetingsPerYear: 6, since: '2027-01-01', day })).toBe(0)
  })
})

describe('terms', () => {
  it('are counted on the fullest day of a span', () => {
    const terms = [{ startOn: '2026-01-01', endOn: '2026-06-30', seats: 2 }, { startOn: '2026-07-01', endOn: null, seats: 3 }, { startOn: '2026-06-30', endOn: '2026-06-30', seats: 1 }]
    expect(peakSeats(terms, { startOn: '2026-01-01', endOn: null })).toBe(3)
    expect(peakSeats(terms, { startOn: '2026-06-01', endOn: '2026-06-30' })).toBe(3)
    expect(peakSeats(terms, { startOn: '2026-06-01', endOn: '2026-06-29' })).toBe(2)
    expect(peakSeats(terms, { startOn: '2025-01-01', endOn: '2025-12-31' })).toBe(0)
  })

  it.each([
    [{ startOn: '2026-12-01', endOn: null, renewed: false }, 'ahead'], [{ startOn: '2026-11-27', endOn: null, renewed: false }, 'current'], [{ startOn: '2026-01-01', endOn: '2026-11-26', renewed: false }, 'ended'],
    [{ startOn: '2026-01-01', endOn: '2026-11-27', renewed: false }, 'ending'], [{ startOn: '2026-01-01', endOn: '2027-02-25', renewed: false }, 'ending'], [{ startOn: '2026-01-01', endOn: '2027-02-26', renewed: false }, 'current'],
    [{ startOn: '2026-01-01', endOn: '2027-01-01', renewed: true }, 'current'],
  ] as const)('%j are %s', (term, expected) => {
    expect(termState(term, '2026-11-27')).toBe(expected)
  })
})
