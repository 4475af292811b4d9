import { describe, expect, it } from 'vitest'
import { highlightsOf } from './highlights.ts'
import { impactRow, levelOf, type OwnImpact } from './impacts.ts'
import { arrange, classChanges, difference, highMedian, measureOf, moveOf, noView, type Row, rowOf, sorts, type View, viewOf, viewOfVoices, type Views } from './rules.ts'

// A small generator with a fixed seed, so that a failure can be repeated.
const random = (seed: number) => () => ((seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648)
const next = random(20261127)
const view = (): View => (next() < 0.2 ? noView : viewOf(1 + 4 * next(), Math.floor(next() * 8) + 1))
const views = (): Views => ({ internalNow: view(), stakeholderNow: view(), jointNow: noView, internalThen: view(), stakeholderThen: view(), jointThen: noView })
const swapped = (v: Views): Views => ({ ...v, internalNow: v.stakeholderNow, stakeholderNow: v.internalNow, internalThen: v.stakeholderThen, stakeholderThen: v.internalThen })
const none = { internalNow: null, stakeholderNow: null, internalThen: null, stakeholderThen: null }
const row = (name: string, more: Partial<Parameters<typeof rowOf>[0]> = {}): Row => rowOf({ id: `00000000-0000-7000-8000-${name.padStart(12, '0')}`, name, nameEn: null, reference: '', detail: null, fictional: false, measures: [measureOf('weight', views())], classes: none, ...more })
const axis = { key: 'weight', labelFr: '', labelEn: '', min: 1, max: 5, cut: null }
const opposite = (value: number | null): number | null => (value === null ? null : 0 - value)

describe('gaps and moves', () => {
  it('are the other way round when the sides, or the times, change places', () => {
    for (let i = 0; i < 500; i += 1) {
      const v = views()
      const [one, other] = [measureOf('x', v), measureOf('x', swapped(v))]
      expect(other.gapNow).toBe(opposite(one.gapNow))
      expect(other.gapThen).toBe(opposite(one.gapThen))
      expect(difference(v.internalThen, v.internalNow)).toBe(opposite(difference(v.internalNow, v.internalThen)))
    }
  })

  it('are nothing where both times say the same, and unknown where one is silent', () => {
    for (let i = 0; i < 200; i += 1) {
      const v = views()
      const still = row(String(i), { measures: [measureOf('weight', { ...v, internalThen: v.internalNow, stakeholderThen: v.stakeholderNow })], classes: { internalNow: 'a', internalThen: 'a', stakeholderNow: null, stakeholderThen: 'b' } })
      expect(moveOf(still)).toBe(0)
      expect(still.changes).toEqual([])
      expect(highlightsOf([still], [axis])).toEqual([])
    }
    expect(difference(viewOf(3, 4), noView)).toBeNull()
  })
})

describe('rows', () => {
  it('come in one order, whatever the order in which they arrive; what stands on three voices each time comes first', () => {
    const rows = Array.from({ length: 60 }, (_, i) => row(String(i)))
    const mixed = rows.map((one) => ({ one, at: next() })).toSorted((a, b) => a.at - b.at).map(({ one }) => one)
    for (const sort of sorts) {
      const arranged = arrange(rows, sort)
      expect(arrange(mixed, sort).map((r) => r.id)).toEqual(arranged.map((r) => r.id))
      if (sort !== 'name') expect(arranged.map((r) => r.conclusive)).toEqual(arranged.map((r) => r.conclusive).toSorted((a, b) => Number(b) - Number(a)))
    }
    expect(highlightsOf(mixed, [axis])).toEqual(highlightsOf(rows, [axis]))
  })
})

describe('classes', () => {
  it.each([
    ['changes on both sides', { internalNow: 'a', internalThen: 'b', stakeholderNow: 'b', stakeholderThen: 'c' }, ['internal', 'stakeholder']],
    ['a class that becomes unknown is no change', { internalNow: 'a', internalThen: null, stakeholderNow: null, stakeholderThen: 'c' }, []],
    ['a gap between the sides is no change', { internalNow: 'a', internalThen: 'a', stakeholderNow: 'b', stakeholderThen: 'b' }, []],
  ])('%s', (_, classes, sides) => expect(classChanges(classes)).toEqual(sides))
})

describe('severity', () => {
  it('of several voices is a value that somebody gave, never a mean, whatever the order of the voices', () => {
    for (let i = 0; i < 300; i += 1) {
      const voices = Array.from({ length: 1 + Math.floor(next() * 9) }, () => 1 + Math.floor(next() * 5))
      const { value, low, high, n } = viewOfVoices(voices)
      expect(voices).toContain(value)
      expect([low, high, n]).toEqual([Math.min(...voices), Math.max(...voices), voices.length])
      expect(viewOfVoices(voices.toReversed())).toEqual(viewOfVoices(voices))
    }
    expect(highMedian([1, 5])).toBe(5)
    expect(highMedian([])).toBeNull()
  })

  const impact: OwnImpact = { id: '00000000-0000-7000-8000-000000000001', title: 't', reference: 'r', actuality: 'potential', fictional: true, scale: 1, scope: 1, irremediability: 5, likelihood: 2, sign: -1, humanRights: false }
  it.each([
    ['the worst part, times its likelihood', impact, 2],
    ['the worst part alone on human rights, where severity prevails', { ...impact, humanRights: true }, 5],
    ['the likelihood still, for a benefit to human rights', { ...impact, sign: 1, humanRights: true }, 2],
    ['the worst part alone when it is happening', { ...impact, actuality: 'actual', likelihood: null }, 5],
  ])('weighs %s', (_, own, significance) => {
    const [first] = impactRow(own, []).measures
    expect(first?.views.internalNow).toMatchObject({ value: significance, n: 1, few: true })
  })

  it('counts the register as one internal voice of today, and tells joint voices apart', () => {
    const said = (capacity: 'internal' | 'stakeholder' | 'joint', horizon: 'now' | 'plus10', significance: number) => ({ impactId: impact.id, capacity, horizon, severity: 5, significance })
    const made = impactRow(impact, [said('internal', 'now', 4), said('stakeholder', 'plus10', 5), said('joint', 'plus10', 3)])
    expect(made.measures[0]?.views).toMatchObject({ internalNow: { n: 2, low: 2, high: 4, value: 4 }, stakeholderThen: { n: 1, value: 5 }, jointThen: { n: 1, value: 3 }, internalThen: { n: 0, value: null } })
    expect(made.conclusive).toBe(false)
  })

  it.each([[0.2, 'low'], [1.4, 'low'], [1.5, 'moderate'], [2.5, 'high'], [3.5, 'critical'], [5, 'critical']])('names %d as %s', (significance, level) => expect(levelOf(significance)).toBe(level))
})

describe('what is told', () => {
  const strong = (from: number, to: number, n = 4) => row('1', { measures: [measureOf('weight', { internalNow: noView, stakeholderNow: viewOf(from, n), jointNow: noView, internalThen: noView, stakeholderThen: viewOf(to, n), jointThen: noView })] })
  it.each([
    ['a rise of half a point', strong(3, 3.5), 'rise'], ['a fall', strong(4, 2), 'fall'],
    ['what appears', row('2', { measures: [measureOf('weight', { ...views(), internalNow: noView, internalThen: noView, stakeholderNow: noView, stakeholderThen: viewOf(4, 3) })] }), 'emerging'],
  ])('is %s', (_, one, kind) => expect(highlightsOf([one], [axis]).map((h) => h.kind)).toEqual([kind]))

  it('is nothing under three voices, nor under an eighth of the scale', () => {
    expect(highlightsOf([strong(1, 5, 2)], [axis])).toEqual([])
    expect(highlightsOf([strong(3, 3.4)], [axis])).toEqual([])
  })

  it('counts a row once, however many of its measures move', () => {
    const v = strong(1, 5).measures[0]?.views ?? views()
    const [rise] = highlightsOf([row('3', { measures: [measureOf('a', v), measureOf('b', v)] })], [{ ...axis, key: 'a' }, { ...axis, key: 'b' }])
    expect(rise).toMatchObject({ kind: 'rise', count: 1 })
  })
})
