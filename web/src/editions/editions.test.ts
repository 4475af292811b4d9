import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { barsOf, lineOf } from './chart.ts'
import { droppedOn, movedBy, movedTo } from './order.ts'
import { keptText, namesFor, shownText, tokenOf } from './tokens.ts'
import type { BodyOf, FigureDefinition } from './types.ts'

const figures = [
  { name: 'measure:sessions_held', label: { fr: 'Séances tenues', en: 'Sessions held' } },
  { name: 'indicator', label: { fr: 'Valeur d’un indicateur', en: 'Value of an indicator' } },
] as unknown as FigureDefinition[]

describe('a text with figures', () => {
  it('is written under the names of its figures, and kept with the figures themselves', () => {
    const kept = 'Nous avons tenu {{measure:sessions_held}} séances, {{indicator?indicatorId=a}} puis {{indicator?indicatorId=b}}.'
    const names = namesFor(kept, figures, 'fr')
    const shown = shownText(kept, names)
    expect(shown).toBe('Nous avons tenu ‹Séances tenues› séances, ‹Valeur d’un indicateur› puis ‹Valeur d’un indicateur (2)›.')
    expect(keptText(shown, names)).toBe(kept)
  })

  it('takes a figure that was just chosen, and leaves words between the same marks as words', () => {
    const token = tokenOf('indicator', { indicatorId: 'a', years: 3 })
    const names = namesFor('', figures, 'en', [token])
    expect(keptText('So ‹Value of an indicator›, not ‹else›.', names)).toBe('So {{indicator?indicatorId=a&years=3}}, not ‹else›.')
  })
})

describe('the order of blocks', () => {
  const ids = ['a', 'b', 'c', 'd']
  it.each([['b', 1, 'acbd'], ['b', -1, 'bacd'], ['a', -1, 'abcd'], ['d', 1, 'abcd'], ['a', 9, 'bcda'], ['x', 1, 'abcd']] as const)('moves %s by %i: %s', (id, by, to) => {
    expect(movedBy(ids, id, by).join('')).toBe(to)
  })
  it('drops a block before what it was dragged up to, after what it was dragged down to', () => {
    expect([droppedOn(ids, 'd', 'b').join(''), droppedOn(ids, 'a', 'c').join(''), droppedOn(ids, 'a', 'a').join(''), movedTo(ids, 'd', 0).join('')]).toEqual(['adbc', 'bcad', 'abcd', 'dabc'])
  })
})

const value = (n: number | null) => ({ value: n, text: String(n), people: null, withheld: null })
const chart = (form: 'bars' | 'stacked' | 'line', values: (number | null)[][], target: number | null = null): BodyOf<'chart'> => ({
  type: 'chart', form, sums: 'none', unit: 'count', unitText: '', note: '', alternative: 'En mots', target, series: (values[0] ?? []).map((_, i) => ({ key: `s${i}`, label: `S${i}`, tone: 'plain' })),
  categories: values.map((row, i) => ({ label: `C${i}`, tone: 'plain', link: null, values: row.map(value) })), figure: {} as BodyOf<'chart'>['figure'],
})

describe('charts', () => {
  it('draw bars from zero, in proportion, and put zero where negative values leave it', () => {
    const { zero, lines } = barsOf(chart('bars', [[3], [-1], [0]]))
    expect(zero).toBe(25)
    expect(lines.map((line) => [line.bars[0]?.x, line.bars[0]?.width])).toEqual([[25, 75], [0, 25], [25, 0]])
  })
  it('stack one value after the other against the widest line, a withheld one without any length', () => {
    const { lines } = barsOf(chart('stacked', [[6, 2], [null, 4]]))
    expect(lines.map((line) => line.bars.map((bar) => [bar.x, bar.width]))).toEqual([[[0, 75], [75, 25]], [[0, 0], [0, 50]]])
  })
  it('draw a line from zero, with a gap where nothing was measured and the target on the same scale', () => {
    const { points, target } = lineOf(chart('line', [[10], [null], [20]], 40), 100, 80)
    expect(points.map((point) => point && [point.x, point.y])).toEqual([[0, 60], undefined, [100, 40]])
    expect(target).toBe(0)
  })
})

describe('the paper', () => {
  it('prints what is withheld with its reason and gives it no mark', async () => {
    const { default: PaperValue } = await import('./paper/PaperValue.vue')
    const { createI18n } = await import('vue-i18n')
    const figure = { query: { figure: 'x', params: {} }, part: '0', label: 'X', value: null, text: 'non publié : moins de 5 organisations', unit: 'count', unitText: '', numerator: null, denominator: null, n: null, people: null, rule: '', method: 'x@1', rowCount: null, withheld: { reason: 'few', minimum: 5, text: 'non publié' } } as const
    const wrapper = mount(PaperValue, { props: { figure, blockId: 'b' }, global: { plugins: [createI18n({ legacy: false, locale: 'fr', messages: { fr: {} } })] } })
    expect(wrapper.text()).toBe('non publié : moins de 5 organisations')
    expect(wrapper.find('button').exists()).toBe(false)
  })
})
