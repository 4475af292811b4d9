import { describe, expect, it } from 'vitest'
import { area, impact, stakeholder, tie } from './fixture.ts'
import { bestCut, isoPlaces, placeNew, qualityFor, seedPlaces, spread, storedPlaces, subjectPlaces } from './layout.ts'

const sizes = (ids: string[]) => new Map(ids.map((id) => [id, 30]))
const distance = (a?: { x: number; y: number }, b?: { x: number; y: number }) => Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))

describe('places', () => {
  it('that were kept are kept; a node that was never placed has none', () => {
    expect([...storedPlaces([stakeholder('a', { x: 1, y: 2 }), stakeholder('b')])]).toEqual([['a', { x: 1, y: 2 }]])
  })
  it('that seed the forces are the same at each call, whatever the order', () => {
    const nodes = ['a', 'b', 'c', 'd'].map((id) => stakeholder(id, { categoryId: id < 'c' ? 'x' : 'y' }))
    expect(Object.fromEntries(seedPlaces(nodes.toReversed()))).toEqual(Object.fromEntries(seedPlaces(nodes)))
  })
  it.each([[0, 'default'], [500, 'default'], [501, 'draft']])('for %i nodes come from forces of quality %s', (n, quality) => expect(qualityFor(n)).toBe(quality))
})

describe('spread', () => {
  it('parts nodes that touch and moves no pinned one', () => {
    const places = new Map([['a', { x: 0, y: 0 }], ['b', { x: 1, y: 0 }], ['c', { x: 500, y: 0 }]])
    const moved = spread(places, sizes(['a', 'b', 'c']), new Set(['a']))
    expect(distance(moved.get('a'), moved.get('b'))).toBeGreaterThanOrEqual(55)
    expect([moved.get('a'), moved.get('c')]).toEqual([{ x: 0, y: 0 }, { x: 500, y: 0 }])
  })
  it('leaves its argument as it is', () => {
    const places = new Map([['a', { x: 0, y: 0 }], ['b', { x: 0, y: 0 }]])
    spread(places, sizes(['a', 'b']), new Set())
    expect(places.get('b')).toEqual({ x: 0, y: 0 })
  })
})

describe('a new node', () => {
  const placed = new Map([['a', { x: 0, y: 0 }], ['b', { x: 400, y: 0 }]])
  const nodes = ['a', 'b', 'c'].map((id) => stakeholder(id))
  it('stands by its neighbour, and the placed ones do not move', () => {
    const next = placeNew(nodes, [tie('t', 'c', 'b')], placed, sizes(['a', 'b', 'c']))
    expect(distance(next.get('c'), { x: 400, y: 0 })).toBeLessThan(120)
    expect([next.get('a'), next.get('b')]).toEqual([...placed.values()])
  })
  it('without any neighbour still has a place', () => expect(placeNew([stakeholder('z')], [], new Map(), sizes(['z'])).size).toBe(1))
})

describe('the ISO lens', () => {
  const areas = ['6.2.1', '6.2.10', '6.2.2', '6.3.1', '6.4.1'].map((code) => area(code, code, code.slice(0, 3)))
  const places = isoPlaces([...areas, impact('i')], [{ type: 'isoTie', id: 'e', source: 'i', target: '6.2.1' }], new Map())
  it('stands the areas on two sides in the order of the norm', () => {
    expect(['6.2.1', '6.2.2', '6.2.10'].map((id) => places.get(id)?.y)).toEqual(['6.2.1', '6.2.2', '6.2.10'].map((id) => places.get(id)?.y ?? 0).toSorted((a, b) => a - b))
    expect((places.get('6.2.1')?.x ?? 0) < 0 && (places.get('6.4.1')?.x ?? 0) > 0).toBe(true)
  })
  it('stands an impact between, on the side of its areas', () => expect(Math.abs(places.get('i')?.x ?? 999)).toBeLessThan(Math.abs(places.get('6.2.1')?.x ?? 0)))
  it('heads a subject above its first area', () => expect(subjectPlaces(areas, places).get('subject:6.2')?.y).toBeLessThan(places.get('6.2.1')?.y ?? 0))
  it.each([[[9, 8, 5, 4, 5, 7, 7], 3], [[1], 1], [[5, 1, 1], 1]])('cuts %j after %i', (groups, cut) => expect(bestCut(groups)).toBe(cut))
})
