import { describe, expect, it } from 'vitest'
import { byMovement, layStrip, momentsOf, wordOf } from './timeline.ts'
import type { SheetPoint, SheetPosition } from './types.ts'

const session = (n: number) => ({ id: `s${n}`, title: `Séance ${n}`, startsAt: `2026-0${n}-01T08:00:00.000Z` })
const at = (n: number, part: Partial<SheetPosition>): SheetPosition => ({ id: `${n}${part.value}`, state: 'stated', value: 0, version: 1, session: session(n), statedAt: `2026-0${n}-01T09:00:00.000Z`, ...part }) as SheetPosition
const point = (title: string, history: SheetPosition[]): SheetPoint => ({ id: title, title, history }) as SheetPoint

describe('positions over time', () => {
  it('share one axis: every session once, in order', () => {
    expect(momentsOf([point('a', [at(3, {}), at(6, {})]), point('b', [at(1, {}), at(3, {})])]).map((m) => m.key)).toEqual(['s1', 's3', 's6'])
  })

  it('keep the last word of a session, +2 at the top', () => {
    const history = [at(1, { value: -2 }), at(1, { value: 2, id: 'corrected' }), at(3, { value: 0 })]
    const { marks } = layStrip(history, momentsOf([point('a', history)]), 100, 40)
    expect(marks.map((m) => [m.position.id, m.y])).toEqual([['corrected', 7], ['30', 20]])
  })

  it('join no value over a silence nor over another wording', () => {
    const silent = [at(1, { value: 1 }), at(2, { state: 'abstained', value: null }), at(3, { value: 2 })]
    expect(layStrip(silent, momentsOf([point('a', silent)]), 100, 40).path).not.toContain('L')
    const reworded = [at(1, { value: 1 }), at(2, { value: 2, version: 2 })]
    const strip = layStrip(reworded, momentsOf([point('a', reworded)]), 100, 40)
    expect([strip.path.includes('L'), strip.marks[1]?.reworded]).toEqual([false, true])
  })

  it('stand in the middle when there is one moment only', () => {
    const one = [at(1, { value: 0 })]
    expect(layStrip(one, momentsOf([point('a', one)]), 100, 40).marks[0]?.x).toBe(50)
  })

  it('put first the points that moved', () => {
    expect(byMovement([point('a', [at(1, { value: 1 })]), point('b', [at(1, { value: -2 }), at(2, { value: 1 })])]).map((p) => p.title)).toEqual(['b', 'a'])
  })

  it('have a word for each value and each silence', () => expect([wordOf({ state: 'stated', value: -2 }), wordOf({ state: 'stated', value: 0 }), wordOf({ state: 'left_before', value: null })]).toEqual(['against2', 'neutral', 'left']))
})
