import { describe, expect, it } from 'vitest'
import { dueOn, missingParts, monthAfter, noticeParts, stateOf, type Told, wordingOf } from './rules.ts'

const told = (kind: Told['kind'], more: Partial<Told> = {}): Told => ({ kind, reviewOn: null, withdrawnAt: null, createdAt: new Date('2026-01-01'), ...more })

describe('P-03: the clock of a notice', () => {
  it.each([['2026-01-31', '2026-02-28'], ['2028-01-31', '2028-02-29'], ['2026-12-15', '2027-01-15'], ['2026-03-31', '2026-04-30']])('a month after %s is %s', (from, to) => expect(monthAfter(from)).toBe(to))
  it('runs out at the first contact, or a month after the person was entered, whichever comes first', () => {
    expect(dueOn('2026-01-10', null)).toBe('2026-02-10')
    expect(dueOn('2026-01-10', '2026-01-20')).toBe('2026-01-20')
    expect(dueOn('2026-01-10', '2026-05-01')).toBe('2026-02-10')
  })
  it('is due on its last day, overdue the day after', () => {
    expect(stateOf([], '2026-02-10', '2026-02-10')).toBe('due')
    expect(stateOf([], '2026-02-10', '2026-02-11')).toBe('overdue')
  })
})

describe('P-01: the statement that stands', () => {
  it('is the latest that holds', () => {
    expect(stateOf([told('exempted', { reviewOn: '2027-01-01' }), told('sent', { createdAt: new Date('2026-02-01') })], '2026-01-31', '2026-03-01')).toBe('sent')
  })
  it('is none once withdrawn, or once an exemption is past its review', () => {
    expect(stateOf([told('sent', { withdrawnAt: new Date() })], '2026-01-31', '2026-03-01')).toBe('overdue')
    expect(stateOf([told('exempted', { reviewOn: '2026-02-28' })], '2026-01-31', '2026-03-01')).toBe('overdue')
  })
})

describe('P-04: a template', () => {
  it('names each part that it lacks, and counts blanks as lacking', () => {
    const full = Object.fromEntries(noticeParts.map((part) => [part, `Texte de ${part}`]))
    expect(missingParts(full)).toEqual([])
    expect(missingParts({ ...full, dpo: '  ', complaint: '' })).toEqual(['dpo', 'complaint'])
    expect(wordingOf(full).split('\n\n')).toHaveLength(noticeParts.length)
  })
})
