import { describe, expect, it } from 'vitest'
import { countGroups, deliveryOf, groupOf, peopleBehind, pendingOf } from './answers.ts'
import type { Invitation } from './types.ts'

const row = (more: Partial<Invitation>): Invitation => ({ id: 'i', sessionId: 's', stakeholderId: 'h', status: 'invited', role: 'participant', sentAt: null, hasAddress: true, lastMail: null, told: true, headcount: null, ...more }) as Invitation
const mail = (status: NonNullable<Invitation['lastMail']>['status']) => ({ id: 'm', kind: 'invitation' as const, status, at: '2026-11-20T09:00:00Z' })

describe('the groups of the invited', () => {
  it.each([
    ['invited', 'participant', 'unanswered'], ['registered', 'participant', 'registered'], ['registered', 'observer', 'observers'], ['waitlisted', 'participant', 'waitlisted'], ['apologised', 'observer', 'apologised'], ['represented', 'participant', 'represented'],
  ] as const)('%s as %s is %s', (status, role, group) => expect(groupOf({ status, role })).toBe(group))

  it('count every invitation once', () => {
    const counts = countGroups([row({}), row({ status: 'registered' }), row({ status: 'registered', role: 'observer' })])
    expect(counts).toEqual({ registered: 1, waitlisted: 0, represented: 0, observers: 1, unanswered: 1, apologised: 0 })
  })

  it('speak for the people of those who come or gave their proxy; for nobody known, none is said', () => {
    expect(peopleBehind([row({ status: 'registered', headcount: 40 }), row({ status: 'represented', headcount: 2 }), row({ status: 'apologised', headcount: 900 })])).toBe(42)
    expect(peopleBehind([row({ status: 'registered' })])).toBeNull()
  })
})

describe('the way of an invitation', () => {
  it.each([
    [{ hasAddress: false }, 'noAddress'], [{}, 'unsent'], [{ hasAddress: false, sentAt: '2026-11-20T09:00:00Z' }, 'byHand'], [{ lastMail: mail('sending') }, 'queued'], [{ sentAt: '2026-11-20T09:00:00Z', lastMail: mail('parked') }, 'parked'], [{ lastMail: mail('cancelled') }, 'unsent'],
  ] as [Partial<Invitation>, string][])('%o is %s', (more, delivery) => expect(deliveryOf(row(more))).toBe(delivery))

  it('is silent when it left and nothing came back, unless it was refused', () => {
    const rows = [row({ id: 'a', sentAt: 'x', lastMail: mail('sent') }), row({ id: 'b', sentAt: 'x', lastMail: mail('parked') }), row({ id: 'c', sentAt: 'x', lastMail: mail('sent'), status: 'registered', told: false })]
    const pending = pendingOf(rows)
    expect([pending.silent, pending.refused, pending.untold].map((list) => list.map((r) => r.id))).toEqual([['a'], ['b'], ['c']])
  })
})
