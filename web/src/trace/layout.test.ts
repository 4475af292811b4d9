import { describe, expect, it } from 'vitest'
import { columnsOf, curvesOf, keyOf, layOut, neighboursOf, type NodeType, type Trace, type TraceLink, type TraceNode } from './layout.ts'

const node = (type: NodeType, id: string, value: number | null = null): TraceNode => ({ type, id, label: id, labelEn: null, reference: '', date: null, status: null, value, fictional: false })
const link = (kind: TraceLink['kind'], from: TraceNode, to: TraceNode): TraceLink => ({ kind, from: { type: from.type, id: from.id }, to: { type: to.type, id: to.id }, why: '' })

const [impact, first, second, session, p1, p2] = [node('impact', 'i'), node('stakeholder', 'a'), node('stakeholder', 'b'), node('session', 's'), node('point', 'p1'), node('point', 'p2')]
const [x, y, z] = [node('position', 'x', -2), node('position', 'y', 2), node('position', 'z', 1)]
const links = [link('affects', impact, second), link('attended', first, session), link('discussed', session, p1), link('discussed', session, p2), link('stated', p2, x), link('stated', p2, y), link('stated', p1, z), link('held', second, x), link('about', impact, p2)]
const empty = { nodes: [], left: 0 }
const trace: Trace = { root: impact, columns: { areas: empty, impacts: { nodes: [impact], left: 0 }, stakeholders: { nodes: [first, second], left: 0 }, sessions: { nodes: [session], left: 0 }, points: { nodes: [p1, p2], left: 0 }, positions: { nodes: [x, z, y], left: 0 }, outcomes: empty, commitments: empty, indicators: empty }, links, asOf: null }

describe('the trace', () => {
  it('stands in the order of the spine, without empty columns', () => {
    expect(columnsOf(trace).map(({ type }) => type)).toEqual(['impact', 'stakeholder', 'session', 'point', 'position'])
  })

  it('keeps the positions of one point together, the most for first', () => {
    const columns = columnsOf(trace)
    const points = columns.find(({ type }) => type === 'point')?.nodes.map(({ id }) => id)
    const positions = columns.find(({ type }) => type === 'position')?.nodes.map(({ id }) => id)
    expect(positions).toEqual(points?.[0] === 'p1' ? ['z', 'y', 'x'] : ['y', 'x', 'z'])
  })

  it('gives every node a place that no other of its column covers', () => {
    const { boxes } = layOut(columnsOf(trace), 1200)
    expect(boxes.size).toBe(9)
    const [a, b] = [boxes.get('stakeholder:a'), boxes.get('stakeholder:b')]
    expect(Math.abs((a?.y ?? 0) - (b?.y ?? 0))).toBeGreaterThanOrEqual(a?.height ?? 1)
  })

  it('draws no line for who holds a position, but knows that they are neighbours', () => {
    const { boxes } = layOut(columnsOf(trace), 1200)
    expect(curvesOf(links, boxes).map((curve) => curve.link.kind)).not.toContain('held')
    expect(neighboursOf(links).get(keyOf(second))).toEqual(new Set(['impact:i', 'position:x']))
  })
})
