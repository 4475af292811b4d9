import { describe, expect, it } from 'vitest'
import { bodyOf, emptyDraft, faultsOf, readHeadcount } from './draft.ts'

describe('a stakeholder being entered', () => {
  it('needs a name and a perimeter, and nothing else', () => {
    expect(faultsOf(emptyDraft(undefined))).toEqual(['name', 'perimeterId'])
    expect(faultsOf({ ...emptyDraft('p'), name: 'A' })).toEqual([])
  })

  it('sends only what was said, so that the category decides the rest', () => {
    expect(bodyOf({ ...emptyDraft('p'), name: ' Les Aidants ', categoryId: 'c' })).toEqual({ kind: 'organisation', name: 'Les Aidants', perimeterId: 'p', status: 'active', categoryId: 'c' })
    expect(bodyOf({ ...emptyDraft('p'), name: 'A', contractual: false, headcount: '4 500 000' })).toMatchObject({ contractual: false, headcount: 4_500_000 })
  })

  it.each([['4 500 000', 4_500_000], ['4\u202f500', 4500], ['12.000', 12_000], ['0', 0], ['-3', undefined], ['beaucoup', undefined], ['99999999999', undefined]])('%s people are %s', (typed, people) => expect(readHeadcount(typed)).toBe(people))
})
