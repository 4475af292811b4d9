import { describe, expect, it } from 'vitest'
import { diffDrawings } from './diff.ts'
import { toDrawing } from './elements.ts'
import { answer, look, stakeholder, tie } from './fixture.ts'

const draw = (...parts: Parameters<typeof answer>) => toDrawing(answer(...parts), look())
const ab = [stakeholder('a'), stakeholder('b')]

describe('the way from one drawing to another', () => {
  it('is empty between equal drawings', () => {
    expect(diffDrawings(draw(ab, [tie('t', 'a', 'b')]), draw(ab, [tie('t', 'a', 'b')]))).toEqual({ remove: [], addNodes: [], addEdges: [], update: [] })
  })
  it('adds and removes by id', () => {
    const changes = diffDrawings(draw(ab), draw([...ab.slice(1), stakeholder('c')]))
    expect([changes.remove, changes.addNodes.map((n) => n.id), changes.update]).toEqual([['a'], ['c'], []])
  })
  it('updates what looks otherwise, and only that', () => {
    const changes = diffDrawings(draw(ab), draw([stakeholder('a', { label: 'Autre nom' }), stakeholder('b')]))
    expect(changes.update.map((n) => n.id)).toEqual(['a'])
  })
  it('draws again an edge whose end moved', () => {
    const abc = [...ab, stakeholder('c')]
    const changes = diffDrawings(draw(abc, [tie('t', 'a', 'b')]), draw(abc, [tie('t', 'a', 'c')]))
    expect(changes.remove).toEqual(['t'])
    expect(changes.addEdges.map((e) => e.data.target)).toEqual(['c'])
  })
})
