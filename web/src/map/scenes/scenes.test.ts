import { describe, expect, it } from 'vitest'
import { toDrawing } from '../elements.ts'
import { answer, impact, look, stakeholder, tie } from '../fixture.ts'
import { planeGround, TALL, toPlace, toValues, WIDE } from './plane.ts'
import { emptyScene, onScene, partSlightly, pieceNode } from './scene.ts'
import { trailPieces } from './trail.ts'
import { type Held, regionKey, regions, vennGround, vennPlaces } from './venn.ts'

const plane = { x: { label: 'Intérêt', min: 1, max: 5, cut: 3 }, y: { label: 'Pouvoir', min: -3, max: 3, cut: 0.5 }, nearPercent: 5, ...WIDE }
const zones = { highHigh: 'HH', highLow: 'HL', lowHigh: 'LH', lowLow: 'LL' }
const ground = planeGround(plane, zones, String)
const piece = (id: string) => ground.find((one) => one.id === id)

describe('the plane of two criteria', () => {
  it.each([[1, -3], [5, 3], [3.25, 0.4]])('gives back the values %d and %d of a place', (x, y) => {
    const back = toValues(plane, toPlace(plane, x, y))
    expect([back.x, back.y]).toEqual([expect.closeTo(x, 9), expect.closeTo(y, 9)])
  })
  it('keeps a place beyond the scales within them', () => expect(toValues(plane, { x: 9999, y: 9999 })).toEqual({ x: 5, y: -3 }))
  it('stands the greater further right and up, whatever the shape', () => {
    for (const shape of [WIDE, TALL]) {
      const [low, high] = [toPlace({ ...plane, ...shape }, 2, 0), toPlace({ ...plane, ...shape }, 4, 2)]
      expect(high.x > low.x && high.y < low.y).toBe(true)
    }
  })
  it('lets the four zones meet at the cut-offs', () => {
    const cut = toPlace(plane, 3, 0.5)
    const zone = piece('ground:highHigh')
    expect((zone?.at.x ?? 0) - (zone?.w ?? 0) / 2).toBeCloseTo(cut.x)
    expect((zone?.at.y ?? 0) + (zone?.h ?? 0) / 2).toBeCloseTo(cut.y)
  })
  it('draws the band of what is near as wide as the rule says, and none for 0 %', () => {
    expect(piece('ground:near:x')?.w).toBeCloseTo(WIDE.w * 0.1)
    expect(planeGround({ ...plane, nearPercent: 0 }, zones, String).some((one) => one.id.startsWith('ground:near'))).toBe(false)
  })
  it('names every value of both scales', () => expect(ground.filter((one) => /^ground:[xy]:/.test(one.id))).toHaveLength(5 + 7))
})

describe('nodes that share a place', () => {
  const sizes = new Map(['a', 'b', 'c'].map((id) => [id, 40]))
  it('give way by no more than they may, and stay where they are when alone', () => {
    const parted = partSlightly(new Map([['a', { x: 0, y: 0 }], ['b', { x: 0, y: 0 }], ['c', { x: 400, y: 0 }]]), sizes, 12)
    expect(Math.hypot(parted.get('a')?.x ?? 0, parted.get('a')?.y ?? 0)).toBeLessThanOrEqual(12.001)
    expect(parted.get('a')).not.toEqual(parted.get('b'))
    expect(parted.get('c')).toEqual({ x: 400, y: 0 })
  })
})

describe('the circles of salience', () => {
  const members = regions.flatMap((held, r) => Array.from({ length: r + 1 }, (_, i) => ({ id: `${regionKey(held)}-${i}`, held, size: 20 })))
  const words = { power: 'P', legitimacy: 'L', urgency: 'U', none: '', region: (held: Held) => regionKey(held) }
  it('give every member a place of its own', () => {
    const places = [...vennPlaces(members).values()].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)
    expect(new Set(places).size).toBe(members.length)
  })
  it('stand a member within the circles of the attributes that it holds, and of no other', () => {
    const pieces = vennGround(members, words)
    const inside = (id: string, circle: string): boolean => {
      const [at, around] = [vennPlaces(members).get(id), pieces.find((one) => one.id === `ground:${circle}`)]
      return Math.hypot((at?.x ?? 0) - (around?.at.x ?? 0), (at?.y ?? 0) - (around?.at.y ?? 0)) < (around?.w ?? 0) / 2
    }
    for (const { id, held } of members) expect([inside(id, 'power'), inside(id, 'legitimacy'), inside(id, 'urgency')], id).toEqual([...held])
  })
  it('name the eight classes', () => expect(vennGround(members, words).filter((one) => one.id.startsWith('ground:class'))).toHaveLength(8))
})

describe('a trail', () => {
  it('leads from the oldest place to where the node stands, with dates when it is looked at', () => {
    const steps = [{ at: { x: 0, y: 0 }, date: '27/03/2026' }, { at: { x: 9, y: 9 }, date: '02/10/2026' }]
    const plain = trailPieces({ id: 'a', color: 'red', steps, dated: false })
    expect(plain.edges.map((edge) => [edge.data.source, edge.data.target])).toEqual([['trail:a:0', 'trail:a:1'], ['trail:a:1', 'a']])
    expect(plain.pieces).toHaveLength(2)
    expect(trailPieces({ id: 'a', color: 'red', steps, dated: true }).pieces.map((one) => one.label)).toContain('27/03/2026')
  })
})

describe('the drawing on a scene', () => {
  const drawing = toDrawing(answer([stakeholder('a'), stakeholder('b'), impact('i')], [tie('t', 'a', 'b')]), look())
  it('shows what has a place there, smaller, on its ground', () => {
    const zone = pieceNode({ id: 'z', at: { x: 0, y: 0 }, classes: 'zone' })
    const shown = onScene(drawing, { ...emptyScene, places: new Map([['a', { x: 0, y: 0 }], ['z', { x: 0, y: 0 }]]), ground: [zone], marks: new Map([['a', 'near-cut']]) })
    expect(shown.nodes.map((node) => node.id)).toEqual(['z', 'a'])
    expect(shown.edges).toEqual([])
    expect(shown.nodes[1]?.classes).toContain('near-cut')
    expect(shown.nodes[1]?.data.size ?? 99).toBeLessThan(drawing.nodes[0]?.data.size ?? 0)
  })
})
