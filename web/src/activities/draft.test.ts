import { describe, expect, it } from 'vitest'
import { bodyOf, draftOf, faultsOf, methodsOf, wholeOf } from './draft.ts'
import { draftOfQuery, emptyQuery, queryOfDraft } from './queryDraft.ts'

const plan = { startsOn: '2026-01-01', endsOn: '2026-12-31' }

describe('the form of an activity', () => {
  it('begins with the period of its plan, and lacks a title and a level', () => {
    const draft = draftOf(undefined, plan)
    expect(draft).toMatchObject({ startsOn: '2026-01-01', endsOn: '2026-12-31', sessionsPlanned: '1', cadence: 'once' })
    expect(faultsOf(draft)).toEqual(new Set(['title', 'level']))
  })

  it('says what is wrong before it is sent', () => {
    const draft = { ...draftOf(undefined, plan), title: 'A', level: 'consult' as const }
    expect(faultsOf(draft)).toEqual(new Set())
    expect(faultsOf({ ...draft, startsOn: '2026-05-02', endsOn: '2026-05-01' })).toEqual(new Set(['order']))
    expect(faultsOf({ ...draft, sessionsPlanned: '401', budgetPlanned: '12,5', budgetSpent: '-1', methods: 'x'.repeat(81) })).toEqual(new Set(['sessionsPlanned', 'budgetPlanned', 'budgetSpent', 'methods']))
    expect(faultsOf({ ...draft, sessionsPlanned: '' })).toEqual(new Set(['sessionsPlanned']))
  })

  it('reads amounts as French hands type them, and nothing as none', () => {
    expect([wholeOf('12 000', 1e9), wholeOf('12\u202f000 €', 1e9), wholeOf('', 1e9), wholeOf('12.5', 1e9), wholeOf('9999999999', 1e9)]).toEqual([12_000, 12_000, null, undefined, undefined])
  })

  it('sends one method per line, each once, and null for what was left empty', () => {
    expect(methodsOf(' atelier \n\natelier\nvisite')).toEqual(['atelier', 'visite'])
    expect(bodyOf({ ...draftOf(undefined, plan), title: ' A ', level: 'consult' })).toMatchObject({ title: 'A', engagementLevel: 'consult', budgetPlanned: null, budgetSpent: null, ownerUserId: null, sessionsPlanned: 1 })
  })
})

describe('the query of an audience', () => {
  it('is none until it names a filter: a grid without a class is none', () => {
    expect(queryOfDraft(emptyQuery())).toBeUndefined()
    expect(queryOfDraft({ ...emptyQuery(), scheme: 'salience' })).toBeUndefined()
    expect(queryOfDraft({ ...emptyQuery(), withoutSession: '0' })).toBeUndefined()
  })

  it('says definitive stakeholders without a session for a year, and comes back from what was stored', () => {
    const draft = { ...emptyQuery(), scheme: 'salience' as const, classes: ['definitive'], withoutSession: '365', category: ['a', 'b'], neverAsked: true }
    const query = queryOfDraft(draft)
    expect(query).toEqual({ categoryId: 'a,b', scheme: 'salience', class: 'definitive', withoutSession: '365', neverAsked: 'true' })
    expect(queryOfDraft(draftOfQuery(query as unknown as Record<string, string>))).toEqual(query)
  })
})
