import { describe, expect, it } from 'vitest'
import { scaleEnd, shareRows } from './shares.ts'
import type { Body } from './store.ts'
import { alertsOf, periodKey, wholeNumber } from './words.ts'

const standing: Body['standing'] = { day: '2026-11-27', seats: 12, filled: 11, vacant: 1, members: 11, ending: 1, held: 3, owed: 5, rhythm: 'behind', next: null, last: { id: 'x', startsAt: '2026-09-22T12:00:00Z', quorum: { percent: 50, filled: 11, required: 6, present: 5, reached: false } } }

describe('what is told of a body', () => {
  it('warns of a missed quorum, a rhythm behind, terms that end and vacant seats, in that order', () => {
    expect(alertsOf({ standing }).map((alert) => [alert.key, alert.n, alert.of])).toEqual([['quorum', 5, 6], ['behind', 3, 5], ['ending', 1, 11], ['vacant', 1, 12]])
  })

  it('warns of nothing once it has ceased, nor where all is well', () => {
    expect(alertsOf({ standing: { ...standing, rhythm: 'ceased' } })).toEqual([])
    expect(alertsOf({ standing: { ...standing, rhythm: 'kept', ending: 0, vacant: 0, last: null } })).toEqual([])
  })

  it('names its life by what is known of it', () => {
    expect([periodKey({ since: null, ceasedOn: null }), periodKey({ since: 'a', ceasedOn: null }), periodKey({ since: null, ceasedOn: 'b' }), periodKey({ since: 'a', ceasedOn: 'b' })]).toEqual(['periodNone', 'periodFrom', 'periodTo', 'periodBoth'])
  })

  it.each([['', null], ['0', undefined], ['1', 1], [' 50 ', 50], ['100', 100], ['101', undefined], ['3,5', undefined], ['x', undefined]])('reads a whole number: %j is %s', (text, expected) => {
    expect(wholeNumber(text, 100)).toBe(expected)
  })
})

describe('shares beside the map', () => {
  const of = (id: string | null) => ({ label: id ?? '—', colour: 'x' })
  const row = (categoryId: string | null, voices: number, organisations: number, people: number) => ({ categoryId, voices, share: voices / 4, organisations, organisationShare: organisations / 10, gap: voices / 4 - organisations / 10, people, peopleShare: people / 100, peopleGap: voices / 4 - people / 100 })

  it('stand with the greatest first, by organisations or by people, without what is neither on the map nor in the body', () => {
    const rows = [row('a', 1, 2, 90), row('b', 3, 8, 10), row('c', 0, 0, 0)]
    expect(shareRows(rows, 'organisations', of).map((r) => [r.key, r.reference, Math.round(r.gap * 100)])).toEqual([['b', 8, -5], ['a', 2, 5]])
    expect(shareRows(rows, 'people', of).map((r) => [r.key, r.reference, Math.round(r.gap * 100)])).toEqual([['a', 90, -65], ['b', 10, 65]])
  })

  it('are drawn on a scale that ends at the next tenth', () => {
    expect([scaleEnd([]), scaleEnd(shareRows([row('a', 1, 2, 41)], 'people', of)), scaleEnd(shareRows([row('a', 4, 2, 1)], 'people', of))]).toEqual([0.1, 0.5, 1])
  })
})
