import { describe, expect, it } from 'vitest'
import { draftOf, emptyTerm, faultOf, shareOf, termsOf, weightless, weightOf } from './draft.ts'
import type { FormulaTerm } from './store.ts'

const criteria = [{ id: 'c1', code: 'power' }, { id: 'c2', code: 'scale' }, { id: 'c3', code: 'scope' }, { id: 'c4', code: 'irremediability' }, { id: 'c5', code: '3-ans' }]
const stored: FormulaTerm[] = [
  { kind: 'criterion', code: 'power', criterionId: 'c1', weight: 0.5, reversed: false },
  { kind: 'worst', code: 'gravite', criterionIds: ['c2', 'c3'], weight: 2, reversed: true },
  { kind: 'mactor', code: 'riStar', studyId: 's1', measure: 'riStar', weight: 1, reversed: false },
]

describe('a formula while it is written', () => {
  it('gives back the terms of a version as they were', () => expect(termsOf(draftOf(stored), criteria)).toEqual(stored))
  it('names new terms after what they read, each once, and keeps the codes of the others', () => {
    const added = [emptyTerm('worst', { criterionIds: ['c2', 'c3', 'c4'] }), emptyTerm('worst', { criterionIds: ['c1', 'c2'] }), emptyTerm('mactor', { studyId: 's2', measure: 'riStar' }), emptyTerm('criterion', { criterionId: 'c5' })]
    expect(termsOf([...draftOf(stored), ...added], criteria).map((term) => term.code)).toEqual(['power', 'gravite', 'riStar', 'severity', 'worst', 'riStar-2', 't-3-ans'])
  })
  it('says the share of each weight, and none while all are 0', () => {
    const terms = draftOf(stored)
    expect(terms.map((term) => shareOf(term, terms))).toEqual([expect.closeTo(0.5 / 3.5), expect.closeTo(2 / 3.5), expect.closeTo(1 / 3.5)])
    const none = terms.map((term) => ({ ...term, weight: '0' }))
    expect([none.map((term) => shareOf(term, none)), weightless(none)]).toEqual([[undefined, undefined, undefined], true])
  })
})

describe('a weight', () => {
  it.each([['1', 1], ['0,5', 0.5], [' 2.25 ', 2.25], ['0', 0], ['1000', 1000]])('%j is %d', (text, weight) => expect(weightOf(text)).toBe(weight))
  it.each(['', ' ', '-1', '1001', '0.0001', 'beaucoup'])('is not %j', (text) => expect(weightOf(text)).toBeNaN())
})

describe('a term that cannot be sent', () => {
  it.each([
    ['criterion', emptyTerm('criterion')],
    ['worst', emptyTerm('worst', { criterionIds: ['c1'] })],
    ['study', emptyTerm('mactor')],
    ['weight', emptyTerm('criterion', { criterionId: 'c1', weight: '' })],
  ] as const)('says what is wrong: %s', (fault, term) => expect(faultOf(term, [term])).toBe(fault))
  it('says when another reads the same criterion', () => {
    const [a, b] = [emptyTerm('criterion', { criterionId: 'c1' }), emptyTerm('criterion', { criterionId: 'c1' })]
    expect([faultOf(a, [a, b]), faultOf(a, [a])]).toEqual(['twice', undefined])
  })
})
