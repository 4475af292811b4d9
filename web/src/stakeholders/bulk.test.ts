import { describe, expect, it } from 'vitest'
import { batchesOf, undoOf } from './bulk.ts'
import type { Stakeholder } from './types.ts'

const row = (id: string, part: Partial<Stakeholder>): Stakeholder => ({ id, tags: [], status: 'active', categoryId: null, ...part }) as Stakeholder
const rows = [row('a', { tags: ['x'], categoryId: 'c1' }), row('b', { tags: ['y'], status: 'emerging', categoryId: 'c2' }), row('c', { categoryId: 'c1', status: 'archived' })]

describe('a change to many', () => {
  it('asks for at most a thousand at once', () => expect(batchesOf(Array.from({ length: 2001 }, (_, i) => String(i)), { status: 'active' }).map((b) => b.ids.length)).toEqual([1000, 1000, 1]))

  it('takes an added tag only from those who lacked it', () => expect(undoOf(rows, { addTags: ['x'] })).toEqual([{ ids: ['b', 'c'], removeTags: ['x'] }]))
  it('gives a removed tag back only to those who had it', () => expect(undoOf(rows, { removeTags: ['x'] })).toEqual([{ ids: ['a'], addTags: ['x'] }]))

  it('gives each its former status and category back', () => {
    expect(undoOf(rows, { status: 'archived' })).toEqual([{ ids: ['a'], status: 'active' }, { ids: ['b'], status: 'emerging' }])
    expect(undoOf(rows, { categoryId: 'c2' })).toEqual([{ ids: ['a', 'c'], categoryId: 'c1' }])
    expect(undoOf([row('d', {})], { categoryId: 'c2' })).toEqual([{ ids: ['d'], categoryId: null }])
  })
})
