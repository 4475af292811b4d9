import { describe, expect, it } from 'vitest'
import { byCollege } from './colleges.ts'
import type { MinutesPosition } from './content.ts'
import { isLocked, isWritable, mayBecome, type MinutesStatus } from './rules.ts'

const statuses: MinutesStatus[] = ['draft', 'circulated', 'corrected', 'approved', 'published']

describe('the way of minutes', () => {
  it('leads from the draft to the publication, and back only to correction', () => {
    expect(statuses.map((from) => [from, statuses.filter((to) => mayBecome(from, to))])).toEqual([
      ['draft', ['circulated', 'approved']], ['circulated', ['circulated', 'corrected', 'approved']], ['corrected', ['circulated', 'approved']], ['approved', ['published']], ['published', []],
    ])
    expect(statuses.filter(isWritable)).toEqual(['draft', 'corrected'])
    expect(statuses.filter(isLocked)).toEqual(['approved', 'published'])
  })
})

const row = (college: string, value: number, reason = ''): MinutesPosition => ({ holder: `${college} ${value} ${reason}`, college: { fr: college, en: college }, speaker: null, state: 'stated', value, reason, reservation: '', condition: '', confirmation: 'unconfirmed', correctedOn: null })
const sizes = (rows: MinutesPosition[]) => {
  const told = byCollege(rows)
  return told.by === 'college' ? told.groups.map((group) => group.holders) : []
}

describe('positions by college', () => {
  it.each([
    [[['A', 4], ['B', 3]], [4, 3]],
    [[['A', 5], ['B', 2], ['C', 1]], [5, 3]],
    [[['A', 5], ['B', 4], ['C', 1]], [5, 5]],
    [[['A', 3], ['B', 1]], [4]],
    [[['A', 1], ['B', 1]], []],
  ] as const)('%j are told as groups of %j: never fewer than three, nor what could be had by subtraction', (colleges, groups) =>
    expect(sizes(colleges.flatMap(([name, n]) => Array.from({ length: n }, (_, i) => row(name, i % 2))))).toEqual(groups))

  it('name no holder, and order what was said by its own letters', () => {
    const told = byCollege([row('A', 2, 'Zèbre'), row('A', 1, 'Abeille'), row('A', -2, '')])
    expect(JSON.stringify(told)).not.toContain('A 2')
    expect(told.by === 'college' && told.words.map((said) => said.reason)).toEqual(['Abeille', 'Zèbre'])
  })
})
