import { describe, expect, it } from 'vitest'
import { allows, ancestorsOf, type Cell, comparable, consolidate, distanceTo, ratioOf, topmost, trendOf, valueDeeds } from './rules.ts'

const cell = (perimeterId: string, value: number, parts: [number, number] | null = null, statedAt = 0, count: number | null = null): Cell => ({ perimeterId, value, numerator: parts?.[0] ?? null, denominator: parts?.[1] ?? null, count, statedAt })

describe('what follows a status', () => {
  it('frozen allows a restatement and nothing else; nothing else allows a restatement', () => {
    expect(valueDeeds.filter((deed) => allows('frozen', deed))).toEqual(['restate'])
    for (const status of ['draft', 'submitted', 'validated'] as const) expect(allows(status, 'restate')).toBe(false)
    expect(valueDeeds.filter((deed) => allows('validated', deed))).toEqual(['reopen', 'freeze'])
  })
})

describe('consolidation', () => {
  const cells = [cell('a', 25, [1000, 40], 2, 40), cell('b', 50, [3000, 60], 1, 60)]
  it.each([['sum', 75, null], ['mean', 37.5, null], ['ratio', 40, 4000], ['last', 25, 1000]] as const)('%s', (aggregation, value, numerator) => expect(consolidate(aggregation, 'kg', cells)).toMatchObject({ value, numerator }))
  it('is the ratio of the sums, not the mean of the ratios, and a percentage when the unit is one', () => {
    expect(consolidate('ratio', '%', [cell('a', 50, [1, 2]), cell('b', 10, [1, 10])])?.value).toBeCloseTo(100 / 6)
    expect(ratioOf(1, 4, '% des sites')).toBe(25)
  })
  it('is nothing of nothing, and of ratios without parts', () => {
    for (const aggregation of ['sum', 'mean', 'ratio', 'last'] as const) expect(consolidate(aggregation, 'kg', [])).toBeNull()
    expect(consolidate('ratio', 'kg', [cell('a', 3)])).toBeNull()
  })
  it('adds people only where they are counted', () => {
    expect(consolidate('sum', '', cells)?.count).toBe(100)
    expect(consolidate('sum', '', [cell('a', 1)])?.count).toBeNull()
  })
  it('takes the topmost: what lies below another of them is in it already', () => {
    const parents = new Map([['fr', null], ['b', 'fr'], ['rennes', 'b'], ['ge', 'fr']])
    expect(topmost([cell('b', 1), cell('rennes', 2), cell('ge', 3)], parents).map((c) => c.perimeterId)).toEqual(['b', 'ge'])
    expect(topmost([cell('rennes', 1), cell('fr', 2)], parents).map((c) => c.perimeterId)).toEqual(['fr'])
    expect(ancestorsOf('x', new Map([['x', 'y'], ['y', 'x']]))).toEqual(['y', 'x'])
  })
})

describe('what compares', () => {
  it('is the complete periods, or all while none is', () => {
    const [whole, part] = [{ n: 3, of: 3 }, { n: 1, of: 3 }]
    expect(comparable([whole, part])).toEqual([whole])
    expect(comparable([part, part])).toHaveLength(2)
    expect(comparable([])).toEqual([])
  })
})

describe('trend and distance', () => {
  it.each([['up', [1, 2], 'better'], ['down', [1, 2], 'worse'], ['down', [2, 1], 'better'], ['none', [1, 2], 'moved'], ['up', [2, 2], 'stable'], ['up', [2], 'unknown'], ['up', [], 'unknown']] as const)('%s over %j: %s', (direction, values, kind) => expect(trendOf(direction, [...values]).kind).toBe(kind))
  it('tells a change of the one before, and no percentage of zero', () => {
    expect(trendOf('up', [-4, -2])).toEqual({ kind: 'better', change: 2, changePercent: 50 })
    expect(trendOf('up', [0, 5]).changePercent).toBeNull()
  })
  it.each([
    [{ value: 30, baseline: 40, target: 20, direction: 'down' }, { reached: false, distance: -10, share: 50 }],
    [{ value: 45, baseline: 40, target: 20, direction: 'down' }, { reached: false, distance: -25, share: 0 }],
    [{ value: 18, baseline: 40, target: 20, direction: 'down' }, { reached: true, distance: 2, share: 100 }],
    [{ value: 5, baseline: null, target: 20, direction: 'up' }, { reached: false, distance: 15, share: null }],
    [{ value: 5, baseline: 20, target: 20, direction: 'up' }, { reached: false, distance: 15, share: null }],
    [{ value: null, baseline: 1, target: 20, direction: 'up' }, null], [{ value: 3, baseline: 1, target: null, direction: 'up' }, null],
  ] as const)('%j → %j', (input, distance) => expect(distanceTo(input)).toEqual(distance))
})
