import { describe, expect, it } from 'vitest'
import { ProblemError } from './errors.ts'
import { said } from './errors.words.ts'
import './features.ts'
import { allErrors } from './errors.ts'

describe('the sentence of a refusal', () => {
  it('says days and states as its reader does, and leaves the rest as it is', () => {
    expect([said('fr', '2026-01-05'), said('en', '2026-01-05')]).toEqual(['05/01/2026', '5 January 2026'])
    expect([said('fr', 'adopted'), said('en', 'adopted')]).toEqual(['adopté', 'adopted'])
    expect([said('fr', 'Comité 2026-01'), said('fr', 3), said('fr', undefined)]).toEqual(['Comité 2026-01', '3', ''])
    const refused = new ProblemError('x', { status: 409, fr: 'De « {from} » au {day}.', en: 'From {from} on {day}.' }, { params: { from: 'draft', day: '2026-11-27' } })
    expect([refused.detail('fr'), refused.detail('en')]).toEqual(['De « en préparation » au 27/11/2026.', 'From draft on 27 November 2026.'])
  })

  it('writes no chain of codes in French', () => {
    expect(allErrors().filter(([, entry]) => /→|\b(draft|planned|closed|published|withdrawn|cancelled)\b/.test(entry.fr)).map(([code]) => code)).toEqual([])
  })
})
