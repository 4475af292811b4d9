import { describe, expect, it } from 'vitest'
import type { Holder } from './asked.ts'
import { inOrder, progressOf, stageOf, toAsk, toRemind } from './progress.ts'

const link = (state: 'working' | 'expired' | 'revoked') => ({ id: 'l', state, expiresAt: '2026-12-24T09:00:00.000Z', lastUsedAt: null })
const holder = (name: string, more: Partial<Holder>): Holder => ({ stakeholderId: name, name, fictional: true, hasAddress: true, positions: 2, unconfirmed: 2, confirmed: 0, corrected: 0, contested: 0, records: [], link: null, mail: null, ...more })
const never = holder('A', {})
const waiting = holder('B', { link: link('working'), unconfirmed: 1, confirmed: 1 })
const lapsed = holder('C', { link: link('expired') })
const done = holder('D', { unconfirmed: 0, confirmed: 1, corrected: 1 })
const upset = holder('E', { link: link('working'), unconfirmed: 0, confirmed: 1, contested: 1 })
const all = [never, waiting, lapsed, done, upset]

describe('where the holders of a session stand', () => {
  it('tells who was not asked, who is waited for, whose link has ended and who answered; also on its word, without a link', () => {
    expect(all.map(stageOf)).toEqual(['toAsk', 'waiting', 'lapsed', 'answered', 'answered'])
    expect(stageOf({ ...waiting, link: link('revoked') })).toBe('lapsed')
  })

  it('counts holders and positions, each position once', () => {
    const figures = progressOf(all)
    expect(figures).toEqual({ holders: 5, asked: 4, answered: 2, positions: 10, confirmed: 3, corrected: 1, contested: 1, unconfirmed: 5 })
    expect(figures.confirmed + figures.corrected + figures.contested + figures.unconfirmed).toBe(figures.positions)
    expect(progressOf([]).positions).toBe(0)
  })

  it('puts first who contested, last who is done, and asks or reminds nobody who answered', () => {
    expect(inOrder(all).map((one) => one.name)).toEqual(['E', 'C', 'B', 'A', 'D'])
    expect([toAsk(all), toRemind(all)].map((list) => list.map((one) => one.name))).toEqual([['A', 'C'], ['B']])
  })
})
