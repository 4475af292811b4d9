import { describe, expect, it } from 'vitest'
import { allianceEdges, type AllianceNeeds, alliancePlaces } from './alliances.ts'

const needs: AllianceNeeds = {
  ids: ['a', 'b', 'c'], side: 'both', from: 0, shown: new Set(['a', 'b', 'c']),
  convergence: [[0, 6, 1], [6, 0, 2], [1, 2, 0]],
  divergence: [[0, 2, 4], [2, 0, 2], [4, 2, 0]],
}
const drawn = (more: Partial<AllianceNeeds>) => allianceEdges({ ...needs, ...more }).map((e) => [e.data.source, e.data.target, e.classes])

describe('the lens of convergences', () => {
  it('draws one line per pair, an alliance or a conflict by what weighs more, and none where both are equal', () => {
    expect(drawn({})).toEqual([['a', 'b', 'alliance plus'], ['a', 'c', 'alliance minus']])
  })

  it('draws one side alone, from a threshold up, among those whom the map shows', () => {
    expect(drawn({ side: 'convergence', from: 2 })).toEqual([['a', 'b', 'alliance plus'], ['b', 'c', 'alliance plus']])
    expect(drawn({ side: 'divergence', shown: new Set(['a', 'c']) })).toEqual([['a', 'c', 'alliance minus']])
  })

  it('gives a place to each of them and to nobody else', () => {
    expect([...alliancePlaces({ ...needs, shown: new Set(['a', 'c', 'x']) }).keys()]).toEqual(['a', 'c'])
  })
})
