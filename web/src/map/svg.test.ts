import { describe, expect, it } from 'vitest'
import { toDrawing } from './elements.ts'
import { answer, impact, look, palette, stakeholder, tie } from './fixture.ts'
import { legendOf } from './legend.ts'
import { toSvg } from './svg.ts'
import { fromViewState, toViewState } from './views.ts'

const map = answer([stakeholder('a', { label: 'Fédération <A & B>', kind: 'group', fictional: true }), stakeholder('b'), impact('i')], [tie('t', 'a', 'b', { basis: 'inferred' })])
const places = new Map([['a', { x: -200, y: 0 }], ['b', { x: 200, y: 50 }], ['i', { x: 0, y: 200 }]])
const legend = legendOf(map, palette, false, { t: (key) => key, categories: [] })
const svg = toSvg(toDrawing(map, look()), places, palette, { title: 'Carte', subtitle: 'État au 22 novembre 2026', source: 'Source : registre', legend })

describe('the exported drawing', () => {
  it('is well-formed and escapes what people wrote', () => {
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
    expect(parsed.querySelector('parsererror')).toBeNull()
    expect(svg).not.toContain('<A')
  })
  it('bears its title, its date, its source and its legend', () => {
    for (const text of ['Carte', 'État au 22 novembre 2026', 'Source : registre', 'map.legend.inferred', 'map.legend.benefit', 'common.fictional']) expect(svg).toContain(text)
  })
  it('needs neither style attribute nor foreign address', () => expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/ style=|https?:/))
  it('dashes what the map dashes and slants what is fictional', () => {
    expect(svg).toContain('stroke-dasharray="6 4"')
    expect(svg).toContain('font-style="italic"')
  })
})

describe('the legend', () => {
  it('explains only what is on the map', () => {
    expect(legend.map((e) => e.label)).not.toContain('map.legend.conflict')
    expect(legendOf(answer([]), palette, false, { t: (key) => key, categories: [] })).toEqual([])
  })
})

describe('the state of a saved view', () => {
  it('comes back as it went, repeated parameters and commas included; an open sheet is left out', () => {
    const query = { lentille: 'iso', 'f.tag': ['a,b', 'c%'], fiche: 'tie:1' }
    expect(fromViewState(toViewState(query))).toEqual({ lentille: 'iso', 'f.tag': ['a,b', 'c%'] })
  })
})
