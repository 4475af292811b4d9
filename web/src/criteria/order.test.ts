import { describe, expect, it } from 'vitest'
import { moved, ranksAfter } from './order.ts'

describe('a list in the order of a person', () => {
  it.each([[0, 1, ['b', 'a', 'c']], [2, -1, ['a', 'c', 'b']], [0, -1, ['a', 'b', 'c']], [2, 1, ['a', 'b', 'c']]] as const)('moves item %d by %d', (index, by, order) => expect(moved(['a', 'b', 'c'], index, by)).toEqual(order))
  const row = (id: string, rank: number) => ({ id, rank })
  it('swaps the ranks of two neighbours and writes nothing else', () => {
    expect(ranksAfter([row('a', 3), row('b', 7), row('c', 9)], 1, 1).map(({ row: one, rank }) => [one.id, rank])).toEqual([['c', 7], ['b', 9]])
    expect(ranksAfter([row('a', 3), row('b', 7)], 0, -1)).toEqual([])
  })
  it('counts anew where ranks were equal', () => expect(ranksAfter([row('a', 1), row('b', 1), row('c', 1)], 2, -1).map(({ row: one, rank }) => [one.id, rank])).toEqual([['c', 2], ['b', 3]]))
})
