import { describe, expect, it } from 'vitest'
import { draw, WIDTH } from './geometry.ts'
import type { Measure, View } from './store.ts'

const view = (value: number | null, n = value === null ? 0 : 4): View => ({ value, low: null, high: null, n, few: n < 3 })
const measure = (views: Partial<Measure['views']>): Measure => ({
  key: 'power', gapNow: null, gapThen: null, moveInternal: null, moveStakeholder: null,
  views: { internalNow: view(null), stakeholderNow: view(null), jointNow: view(null), internalThen: view(null), stakeholderThen: view(null), jointThen: view(null), ...views },
})
const axis = { min: 1, max: 5, cut: 3 }
const say = String

describe('a track', () => {
  it('runs from today to the horizon, and its label stands where it points', () => {
    const [internal, outside] = draw(measure({ internalNow: view(2), internalThen: view(4), stakeholderNow: view(4), stakeholderThen: view(2) }), axis, say).tracks
    expect(internal?.then).toBeGreaterThan(internal?.now ?? 0)
    expect(internal).toMatchObject({ labelLeft: false, label: '4 (4)' })
    expect(outside).toMatchObject({ labelLeft: true, label: '2 (4)' })
    expect([internal?.now, internal?.then]).toEqual([outside?.then, outside?.now])
  })

  it('stays inside the drawing with its label, at both ends of the scale', () => {
    for (const value of [1, 5]) for (const track of draw(measure({ internalThen: view(value), stakeholderThen: view(value) }), axis, say).tracks) {
      expect(track.labelAt).toBeGreaterThan(9)
      expect(track.labelAt).toBeLessThan(WIDTH - 40)
    }
  })

  it('is missing for a side that never speaks, and says when few voices stand behind it', () => {
    const { tracks } = draw(measure({ stakeholderNow: view(3, 2), stakeholderThen: view(4, 5) }), axis, say)
    expect(tracks).toMatchObject([{ side: 'stakeholder', few: true }])
  })
})
