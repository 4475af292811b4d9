import { describe, expect, it } from 'vitest'
import { anySide, placeLabels, shortLabel, wrapLabel, type Named } from './labels.ts'

const named = (id: string, x: number, y: number, rank: number, more: Partial<Named> = {}): Named => ({ id, x, y, radius: 10, label: 'Un nom assez long', font: 12, rank, sides: anySide, ...more })
const view = { width: 800, height: 600 }

describe('names on the map', () => {
  it('never cover one another: of two in the same place the greater is named', () => {
    const both = [named('small', 400, 300, 1, { sides: ['s'] }), named('great', 402, 300, 9, { sides: ['s'] })]
    expect([...placeLabels(both, view).keys()]).toEqual(['great'])
  })
  it('take another side rather than cover a node', () => {
    const sides = placeLabels([named('a', 400, 300, 5), named('below', 400, 322, 5, { sides: [] })], view)
    expect(sides.get('a')).toBe('n')
  })
  it('of the great may cover the heart of a much lesser node', () => {
    const crowd = (['s', 'n', 'e', 'w'] as const).map((_, i) => named(`c${i}`, 400 + ([0, 0, 40, -40][i] ?? 0), 300 + ([22, -22, 0, 0][i] ?? 0), 1, { sides: [] }))
    expect(placeLabels([named('great', 400, 300, 50), ...crowd], view).has('great')).toBe(true)
  })
  it('stay within the view and off what lies over the map', () => {
    expect(placeLabels([named('edge', 2, 300, 5, { sides: ['s'] })], view).size).toBe(0)
    expect(placeLabels([named('under', 400, 300, 5)], view, [{ left: 200, top: 200, right: 600, bottom: 400 }]).size).toBe(0)
  })
  it('are set for a thousand crowded nodes within half a second', () => {
    const many = Array.from({ length: 1000 }, (_, i) => named(String(i), (i * 37) % 1400, (i * 91) % 850, i % 50))
    // The best of ten: whatever else runs on the machine can only make a round slower.
    const rounds = Array.from({ length: 10 }, () => {
      const start = performance.now()
      expect(placeLabels(many, { width: 1400, height: 850 }).size).toBeGreaterThan(20)
      return performance.now() - start
    })
    expect(Math.min(...rounds)).toBeLessThan(500)
  })
})

describe('breaking a name', () => {
  it('breaks at words into at most three lines', () => {
    expect(wrapLabel('Mutuelle')).toBe('Mutuelle')
    expect(wrapLabel('Association nationale des usagers du rail et de leurs familles').split('\n')).toHaveLength(3)
    expect(wrapLabel('un '.repeat(60)).endsWith('…')).toBe(true)
  })
  it('keeps one line within fifty characters and the mark', () => expect(shortLabel('mot '.repeat(40)).length).toBeLessThanOrEqual(51))
})
