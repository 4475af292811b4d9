import { describe, expect, it } from 'vitest'
import { chord, circleOrder, edgesOf, spotsOf } from './circle.ts'
import { wrapName } from './names.ts'
import { type Mark, placeNames } from './placing.ts'

const room = { left: 0, top: 0, right: 800, bottom: 600 }
const boxOf = (mark: Mark, placed: { x: number; y: number; anchor: string }) => {
  const left = placed.anchor === 'start' ? placed.x : placed.anchor === 'end' ? placed.x - mark.width : placed.x - mark.width / 2
  return { left, right: left + mark.width, top: placed.y - mark.height / 2, bottom: placed.y + mark.height / 2 }
}

describe('names beside their marks', () => {
  it('cover neither one another nor the edge, even in a crowd', () => {
    const marks: Mark[] = Array.from({ length: 12 }, (_, i) => ({ id: String(i), x: 380 + (i % 4) * 22, y: 280 + Math.floor(i / 4) * 20, radius: 7, width: 110, height: 14 }))
    const boxes = placeNames(marks, room).map((placed, i) => boxOf(marks[i] as Mark, placed))
    for (const [i, a] of boxes.entries()) {
      expect(a.left >= room.left && a.right <= room.right && a.top >= room.top && a.bottom <= room.bottom).toBe(true)
      for (const b of boxes.slice(i + 1)) expect(Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5).toBe(false)
    }
  })

  it('stand at the right of a mark that is alone, and at the left of one at the right edge', () => {
    const mark = { id: 'a', x: 100, y: 100, radius: 5, width: 80, height: 14 }
    expect(placeNames([mark], room)[0]).toMatchObject({ anchor: 'start', far: false })
    expect(placeNames([{ ...mark, x: 790 }], room)[0]).toMatchObject({ anchor: 'end' })
  })

  it('break between words, and say that more is left', () => {
    expect(wrapName('Conférence des délégués de Bretagne')).toEqual(['Conférence des', 'délégués de…'])
    expect(wrapName('Commune de Kerlannec')).toEqual(['Commune de', 'Kerlannec'])
    expect(wrapName('Anticonstitutionnellement', 10, 2)).toEqual(['Anticonstitut…'])
  })
})

describe('a graph round a circle', () => {
  const table = [[0, 0, 9, 1], [0, 0, 1, 9], [9, 1, 0, 0], [1, 9, 0, 0]]

  it('draws each pair once, the strongest first, from a threshold up', () => {
    expect(edgesOf(table, 0).map((e) => [e.a, e.b, e.value])).toEqual([[0, 2, 9], [1, 3, 9], [0, 3, 1], [1, 2, 1]])
    expect(edgesOf(table, 5)).toHaveLength(2)
  })

  it('makes neighbours of those who stand close', () => {
    const order = circleOrder(table)
    const apart = (a: number, b: number) => { const d = Math.abs(order.indexOf(a) - order.indexOf(b)); return Math.min(d, 4 - d) }
    expect([...order].sort()).toEqual([0, 1, 2, 3])
    expect([apart(0, 2), apart(1, 3)]).toEqual([1, 1])
  })

  it('begins at the top, and bends its chords towards the centre', () => {
    const spots = spotsOf([1, 0], { x: 50, y: 50 }, 40)
    expect(spots[1]).toMatchObject({ x: expect.closeTo(50, 6) as number, y: expect.closeTo(10, 6) as number })
    expect(chord({ x: 0, y: 0, angle: 0 }, { x: 100, y: 0, angle: 0 }, { x: 50, y: 50 })).toBe('M0 0Q50 27.5 100 0')
  })
})
