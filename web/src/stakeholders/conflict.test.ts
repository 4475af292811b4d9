import { describe, expect, it } from 'vitest'
import { changesOf, othersChanges } from './conflict.ts'
import type { Stakeholder } from './types.ts'

const read = { name: 'A', city: 'Brest', tags: ['x'], headcount: null, version: 1 } as unknown as Stakeholder

describe('an edit that comes second', () => {
  it('sends only what was changed', () => expect(changesOf(read, { name: 'A', city: 'Rennes', tags: ['x'], headcount: null })).toEqual({ city: 'Rennes' }))

  it('is told what others changed, beside its own', () => {
    const now = { ...read, city: 'Nantes', name: 'B', version: 2 }
    expect(othersChanges(read, now, { city: 'Rennes' }, ['name', 'city', 'tags'])).toEqual([
      { field: 'name', before: 'A', mine: undefined, theirs: 'B' },
      { field: 'city', before: 'Brest', mine: 'Rennes', theirs: 'Nantes' },
    ])
  })
})
