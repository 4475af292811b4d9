import { describe, expect, it } from 'vitest'
import { type AnswerFacts, endOf, linkDays, placeFor, refusalOf, spokespersonAmong } from './rules.ts'

const holder = { stakeholderId: 'a', role: 'participant' as const, status: 'invited' as const }
const other = { stakeholderId: 'b', role: 'participant' as const, status: 'registered' as const }
const facts: AnswerFacts = { over: false, from: holder, answer: 'represented', proxyId: 'b', proxy: other, represents: 0 }

describe('an answer', () => {
  it.each<[string, Partial<AnswerFacts>, string | null]>([
    ['a proxy to another who comes', {}, null],
    ['a proxy to another who has not answered', { proxy: { ...other, status: 'invited' } }, null],
    ['a proxy to another who waits', { proxy: { ...other, status: 'waitlisted' } }, null],
    ['coming', { answer: 'registered', proxyId: null, proxy: null }, null],
    ['not coming, though one represents others', { answer: 'apologised', proxyId: null, proxy: null, represents: 2 }, null],
    ['anything once the session is over', { over: true, answer: 'registered' }, 'session-over'],
    ['a proxy to nobody', { proxyId: null, proxy: null }, 'proxy-missing'],
    ['a proxy to oneself', { proxyId: 'a', proxy: holder }, 'proxy-self'],
    ['a proxy to one who is not invited', { proxy: null }, 'proxy-not-invited'],
    ['a proxy to an observer', { proxy: { ...other, role: 'observer' } }, 'proxy-observer'],
    ['a proxy of an observer', { from: { ...holder, role: 'observer' } }, 'proxy-observer'],
    ['a proxy to one who does not come', { proxy: { ...other, status: 'apologised' } }, 'proxy-not-coming'],
    ['a proxy to one who is represented', { proxy: { ...other, status: 'represented' } }, 'proxy-chain'],
    ['a proxy of one who represents others', { represents: 1 }, 'proxy-chain'],
  ])('%s', (_, given, refusal) => {
    expect(refusalOf({ ...facts, ...given })).toBe(refusal)
  })
})

describe('a place', () => {
  it.each([
    ['without a limit', 'participant', null, 900, 'registered'],
    ['with a seat free', 'participant', 12, 11, 'registered'],
    ['with none free', 'participant', 12, 12, 'waitlisted'],
    ['as an observer, who takes none', 'observer', 12, 12, 'registered'],
  ] as const)('%s', (_, role, seats, taken, place) => expect(placeFor({ role, seats, taken })).toBe(place))
})

describe('times', () => {
  const startsAt = new Date('2026-12-01T09:00:00Z')
  it('assumes two hours, and lets a link work until a week after', () => {
    expect(endOf({ startsAt, endsAt: null }).toISOString()).toBe('2026-12-01T11:00:00.000Z')
    expect(linkDays({ startsAt, endsAt: null }, new Date('2026-11-21T11:00:00Z'))).toBe(17)
    expect(linkDays({ startsAt, endsAt: null }, new Date('2027-11-21T11:00:00Z'))).toBe(1)
  })
})

describe('who is asked to speak', () => {
  const mandate = (id: string, more: object = {}) => ({ id, spokesperson: true, email: '', startOn: null, ...more })
  it.each([
    ['nobody without a spokesperson', [mandate('a', { spokesperson: false })], null],
    ['whoever can be written to', [mandate('a'), mandate('b', { email: 'b@x.invalid' })], 'b'],
    ['the latest named', [mandate('a', { startOn: '2020' }), mandate('b', { startOn: '2026-01' })], 'b'],
  ] as const)('%s', (_, mandates, chosen) => expect(spokespersonAmong(mandates)?.id ?? null).toBe(chosen))
})
