import { describe, expect, it } from 'vitest'
import { changeOf } from './comparison.ts'
import { mayBecome, numbersOf, rankAfter } from './rules.ts'

describe('the order of blocks', () => {
  it.each([
    [[], -1, 10], [[10, 20], 1, 30], [[10, 20], 0, 15], [[10, 20], -1, 5], [[10, 11], 0, null], [[1, 2], -1, null],
  ])('among %j, after the block at %i, gives the rank %j', (ranks, index, rank) => {
    expect(rankAfter(ranks, index)).toBe(rank)
  })

  it('numbers headings by level, and tables and figures each in their own series', () => {
    const blocks = [['heading', 1], ['text', 1], ['heading', 2], ['table', 1], ['heading', 3], ['chart', 1], ['heading', 2], ['heading', 1], ['map', 1], ['table', 1], ['heading', 2]] as const
    expect(numbersOf(blocks.map(([kind, level]) => ({ kind, level })), 'fr')).toEqual(['1', '', '1.1', 'Tableau\u00a01', '1.1.1', 'Figure\u00a01', '1.2', '2', 'Figure\u00a02', 'Tableau\u00a02', '2.1'])
  })
})

describe('the way of an edition', () => {
  it('goes forward, and from published back and forth to withdrawn, never back to the draft', () => {
    const all = ['draft', 'frozen', 'published', 'withdrawn'] as const
    expect(all.flatMap((from) => all.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`))).toEqual(['draft → frozen', 'frozen → published', 'published → withdrawn', 'withdrawn → published'])
  })
})

describe('a change from one edition to the next', () => {
  it.each([
    [2, 5, 'count', { change: 3, changeText: '+3' }], [50, 37.5, 'percent', { change: -12.5, changeText: '−12,5\u00a0pt' }], [4, 4, 'score', { change: 0, changeText: '=' }], [null, 4, 'count', { change: null, changeText: '' }],
  ] as const)('from %j to %j in %s', (before, after, unit, change) => {
    expect(changeOf(before, after, unit, 'fr')).toEqual(change)
  })
})
