import { describe, expect, it } from 'vitest'
import { isOverdue, monthsAfter, refusalOf } from './rules.ts'

describe('the time to answer a person', () => {
  it.each([
    ['2026-01-15', 1, '2026-02-15'], ['2026-01-31', 1, '2026-02-28'], ['2028-01-31', 1, '2028-02-29'], ['2026-12-31', 1, '2027-01-31'], ['2026-11-30', 3, '2027-02-28'], ['2026-03-31', 3, '2026-06-30'],
  ])('P-12: %s and %i months is %s', (day, months, due) => expect(monthsAfter(day, months)).toBe(due))

  it('P-12: a request is late from the day after it was due, until it is answered', () => {
    expect(isOverdue({ state: 'received', dueOn: '2026-02-15' }, '2026-02-15')).toBe(false)
    expect(isOverdue({ state: 'verified', dueOn: '2026-02-15' }, '2026-02-16')).toBe(true)
    expect(isOverdue({ state: 'answered', dueOn: '2026-02-15' }, '2026-02-16')).toBe(false)
  })

  const before = { state: 'received' as const, dueOn: '2026-02-15', identityCheck: '', extensionReason: '', reply: '' }
  it.each([
    ['an answer without a checked identity', before, { state: 'answered' as const, reply: 'Voici.' }, 'request-identity-owed'],
    ['an answer without words', { ...before, identityCheck: 'Pièce vue' }, { state: 'answered' as const }, 'request-reply-owed'],
    ['a refusal without words', before, { state: 'refused' as const }, 'request-reply-owed'],
    ['a second extension', { ...before, extensionReason: 'Complexe' }, { extensionReason: 'Encore' }, 'request-extended-already'],
    ['an extension after the month', before, { extensionReason: 'Trop tard' }, 'request-extension-late'],
    ['a change to what was answered', { ...before, state: 'answered' as const }, { reply: 'Autre' }, 'request-closed'],
    ['a way back from verified', { ...before, state: 'verified' as const, identityCheck: 'x' }, { state: 'received' as const }, 'request-backwards'],
  ])('P-12: refuses %s', (_, row, change, code) => expect(refusalOf(row, change, '2026-03-01')).toBe(code))

  it('P-12: takes an extension within the month, and an answer once the identity was checked', () => {
    expect(refusalOf(before, { extensionReason: 'Nombreuses demandes' }, '2026-02-01')).toBeNull()
    expect(refusalOf({ ...before, state: 'verified', identityCheck: 'Pièce vue' }, { state: 'answered', reply: 'Voici.' }, '2026-02-01')).toBeNull()
  })
})
