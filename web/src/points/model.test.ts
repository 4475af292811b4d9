import { describe, expect, it } from 'vitest'
import { centre, filterItems, groupHolders, type Holder, type HolderCategory, type Item, movedItems, orderItems, positionKey, stripOf, summarise, widestSide } from './model.ts'

const counts = (values: Partial<Item['counts']> = {}): Item['counts'] => ({ against2: 0, against1: 0, neutral: 0, for1: 0, for2: 0, abstained: 0, noAnswer: 0, notAsked: 0, leftBefore: 0, contested: 0, ...values })

const item = (title: string, given: { status?: Item['status']; polarisation?: number; move?: number; moved?: number; n?: number; area?: string; body?: string; fictional?: boolean } = {}): Item => ({
  id: title, reference: `R-${title}`, title, statement: '', version: 1, perimeterId: 'p', fictional: given.fictional ?? false,
  areas: given.area ? [{ id: given.area, code: given.area, labelFr: '', labelEn: '' }] : [], pillars: [], impacts: [],
  counts: counts(), n: given.n ?? 0, asked: 0, status: given.status ?? 'mixed', reason: '', majority: 'none',
  balance: { reason: 'no-positions' }, agreement: { reason: 'no-positions' }, polarisation: given.polarisation === undefined ? { reason: 'no-positions' } : { value: given.polarisation }, consensus: { reason: 'no-positions' },
  methods: { status: 'status@1', agreement: '', balance: '', consensus: '' },
  rapprochement: {
    method: 'rapprochement@1', figure: given.move === undefined ? { reason: 'no-earlier-state' } : { value: given.move }, direction: given.move === undefined ? 'unknown' : given.move > 0 ? 'closer' : given.move < 0 ? 'apart' : 'still',
    n: 0, distanceBefore: { value: 0 }, distanceAfter: { value: 0 }, since: null, reworded: false, before: null, newcomers: 0, gone: 0, moved: given.moved ?? 0, towardsFor: 0, towardsAgainst: 0, moves: [],
  },
  trend: [], outcome: null, commitments: { total: 0, open: 0, blocked: 0, contested: 0, done: 0, verified: 0, dropped: 0, overdue: 0 }, bodyIds: given.body ? [given.body] : [], lastOn: null,
})

const titles = (items: readonly Item[]): string[] => items.map(({ title }) => title)

describe('the order of the board', () => {
  const items = [item('C', { polarisation: 0.1, move: -0.7 }), item('A', { polarisation: 0.6, move: 0.2 }), item('B', { polarisation: 0.6, move: 0.3 }), item('U', { status: 'unknown', polarisation: 0.9 }), item('N')]

  it('puts the most divided first, too few to say last, and ties by title', () => {
    expect(titles(orderItems(items, 'polarisation'))).toEqual(['A', 'B', 'C', 'N', 'U'])
  })

  it('puts the widest movement first, whichever way it goes', () => {
    expect(titles(orderItems(items, 'movement')).slice(0, 3)).toEqual(['C', 'B', 'A'])
  })

  it('leaves the list that it was given as it was', () => {
    orderItems(items, 'title')
    expect(titles(items)).toEqual(['C', 'A', 'B', 'U', 'N'])
  })

  it('finds what moved, and nothing else', () => {
    expect(titles(movedItems([item('A', { move: 0.1, moved: 1 }), item('B', { move: 0, moved: 0 }), item('C', { move: -0.4, moved: 3 })]))).toEqual(['C', 'A'])
  })
})

describe('the filters of the board', () => {
  const none = { words: '', area: [], pillar: [], impact: [], convergence: [], fictional: [], body: [], outcome: [], commitment: [] }
  const items = [item('Télémédecine', { area: '6.8.6', status: 'divergence', fictional: true }), item('Agences', { area: '6.7.8', body: 'conseil', status: 'convergence' })]

  it.each([[{ words: 'TELE' }, ['Télémédecine']], [{ area: ['6.7.8', '6.1'] }, ['Agences']], [{ convergence: ['divergence'] }, ['Télémédecine']], [{ fictional: ['false'] }, ['Agences']], [{ body: ['conseil', 'comité'] }, ['Agences']], [{ words: 'tele', convergence: ['convergence'] }, []]])('%j leaves %j', (filter, left) => {
    expect(titles(filterItems(items, { ...none, ...filter }))).toEqual(left)
  })

  it('sum up what is left', () => {
    expect(summarise(items)).toMatchObject({ points: 2, divergence: 1, convergence: 1, unknown: 0 })
  })
})

describe('the columns of the matrix', () => {
  const holder = (id: string, categoryId: string | null): Holder => ({ id, name: id, reference: '', categoryId, fictional: false })
  const category = (id: string): HolderCategory => ({ id, labelFr: id, labelEn: id, icon: '', colour: 1, rank: 1 })

  it('stand in groups of one category, in the order given, with those that have none', () => {
    const groups = groupHolders([holder('a', 'x'), holder('b', 'x'), holder('c', 'y'), holder('d', null)], [category('x'), category('y')])
    expect(groups.map((group) => [group.category?.id, group.holders.map(({ id }) => id)])).toEqual([['x', ['a', 'b']], ['y', ['c']], [undefined, ['d']]])
  })

  it('are only those of the chosen categories', () => {
    expect(groupHolders([holder('a', 'x'), holder('c', 'y')], [category('x'), category('y')], ['y'])).toHaveLength(1)
  })
})

describe('the drawing of positions', () => {
  it('centres a strip on zero, the neutral astride', () => {
    const segments = centre(counts({ against2: 1, neutral: 2, for1: 3 }), 100, 10)
    expect(segments.map(({ tone, x, width }) => [tone, x, width])).toEqual([['against2', 30, 10], ['neutral', 40, 20], ['for1', 60, 30]])
    expect(widestSide([{ counts: counts({ against1: 2, neutral: 2, for1: 3 }) }])).toBe(4)
  })

  it('draws those without an answer hollow, and leaves out who was not asked', () => {
    expect(stripOf(counts({ noAnswer: 2, notAsked: 5, abstained: 1 }))).toMatchObject({ unknown: 2, abstained: 1 })
  })

  it.each([['stated', -2, 'against2'], ['stated', 0, 'neutral'], ['abstained', null, 'abstained'], ['left_before', null, 'left']] as const)('names %s %s by its word', (state, value, word) => {
    expect(positionKey(state, value)).toBe(`common.position.${word}`)
  })
})
