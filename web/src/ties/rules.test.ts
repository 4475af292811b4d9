import { describe, expect, it } from 'vitest'
import { allows, draftBody, emptyDraft, labelOf } from './rules.ts'

const employs = { fromKinds: ['organisation' as const], toKinds: ['group' as const, 'person' as const], directed: true }

describe('types of tie', () => {
  it.each([
    ['organisation', 'person', true],
    ['person', 'organisation', false],
    ['group', 'group', false],
  ] as const)('a directed type from %s to %s: %s', (from, to, allowed) => expect(allows(employs, from, to)).toBe(allowed))

  it('may be read from either end when without direction', () => expect(allows({ ...employs, directed: false }, 'person', 'organisation')).toBe(true))

  it('are read from each side in each language', () => {
    const type = { labelFr: 'finance', reverseFr: 'est financé par', labelEn: 'funds', reverseEn: 'is funded by' }
    expect([labelOf(type, 'fr'), labelOf(type, 'fr', true), labelOf(type, 'en', true)]).toEqual(['finance', 'est financé par', 'is funded by'])
  })

  it('lift an empty date rather than leave it', () => expect(draftBody(emptyDraft(), 'x')).toMatchObject({ typeId: 'x', startOn: null, endOn: null }))
})
