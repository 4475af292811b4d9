import { describe, expect, it } from 'vitest'
import type { Counts } from '../points/model.ts'
import { ribbonOf, tellingMove } from './ribbon.ts'

const counts = (against2: number, against1: number, neutral: number, for1: number, for2: number): Counts => ({ against2, against1, neutral, for1, for2, abstained: 0, noAnswer: 0, notAsked: 0, leftBefore: 0, contested: 0 })
const end = (segments: { x: number; width: number }[]): number => Math.max(...segments.map((s) => s.x + s.width))

describe('the ribbon from before to after', () => {
  it('stays within its width and gives each holder the same width on both sides', () => {
    const { before, after } = ribbonOf(counts(6, 3, 2, 1, 0), counts(0, 2, 2, 5, 6), 300, 10, 30)
    for (const segment of [...before, ...after]) {
      expect(segment.x).toBeGreaterThanOrEqual(0)
      expect(segment.width / segment.count).toBeCloseTo((before[0]?.width ?? 0) / 6)
    }
    expect(end([...before, ...after])).toBeLessThanOrEqual(300.001)
  })

  it('keeps zero in one place: those for stand right of those against', () => {
    const { before, after } = ribbonOf(counts(4, 0, 0, 0, 4), counts(2, 0, 0, 0, 6), 300, 10, 30)
    expect(before[0] && before[0].x + before[0].width).toBeCloseTo(after[0] ? after[0].x + after[0].width : 0)
  })

  it('draws a band where either side has somebody, and nothing of nobody', () => {
    expect(ribbonOf(counts(0, 0, 0, 3, 0), counts(0, 0, 0, 0, 3), 300, 10, 30).bands.map((b) => b.tone)).toEqual(['for1', 'for2'])
    expect(ribbonOf(counts(0, 0, 0, 0, 0), counts(0, 0, 0, 0, 0), 300, 10, 30)).toEqual({ before: [], after: [], bands: [] })
  })

  it('tells of the widest move that goes with the many, not of a lone one against them', () => {
    const moves = [{ holderId: 'a', name: 'Seule', from: -2, to: 2 }, { holderId: 'b', name: 'Comme les autres', from: 1, to: -1 }, { holderId: 'c', name: 'Aussi', from: 1, to: 0 }] as const
    expect(tellingMove({ moves: [...moves], towardsFor: 1, towardsAgainst: 2 })?.name).toBe('Comme les autres')
    expect(tellingMove({ moves: [], towardsFor: 0, towardsAgainst: 0 })).toBeUndefined()
  })
})
