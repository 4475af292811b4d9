import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlockBody, Figure } from './content.ts'
import { outwardBody, protect } from './outward.ts'

const rule = { minimum: 5, language: 'fr' as const }
const figure: Figure = { query: { figure: 'x', params: {} }, part: '0', label: 'X', value: 7, text: '7', unit: 'count', unitText: '', numerator: 7, denominator: 20, n: 20, people: 7, rule: 'r', method: 'x@1', rowCount: 7, withheld: null }
const cell = (people: number) => ({ text: String(people), value: people, people, withheld: null })
const words = (text: string) => ({ text, value: null, people: null, withheld: null })

describe('cells that leave the organisation', () => {
  it.each([
    [[10, 20, 30], []], [[10, 2, 30], [0, 1]], [[0, 2, 30], [1, 2]], [[3, 4, 30], [0, 1]], [[1, 1, 30], [0, 1, 2]], [[2], [0]], [[0, 0], []], [[5, 6], []],
  ])('of %j withhold those at %j', (people, held) => {
    expect([...protect(people, rule).keys()].sort()).toEqual(held)
  })

  it('never leave one small cell to be had by subtraction from a total that is known', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 3, max: 12 }), (people, minimum) => {
      const held = protect(people, { ...rule, minimum })
      people.forEach((n, i) => expect(n > 0 && n < minimum ? held.has(i) : true).toBe(true))
      const behind = [...held.keys()].reduce((sum, i) => sum + (people[i] ?? 0), 0)
      const others = people.some((n, i) => n > 0 && !held.has(i))
      // Either nothing is withheld, or enough is behind what is withheld together, or all is withheld.
      expect(held.size === 0 || (held.size >= 2 && behind >= minimum) || !others).toBe(true)
    }))
  })

  it('take the share that was made from them along, and lose their link', () => {
    const table: BlockBody = {
      type: 'table', figure, note: '', sums: 'columns', cut: 0, total: [words('Total'), cell(32), cell(64)],
      columns: [{ key: 'a', label: 'A', kind: 'text' }, { key: 'n', label: 'N', kind: 'number' }, { key: 's', label: 'S', kind: 'percent' }],
      rows: [[2, 50], [10, 80], [20, 60]].map(([n = 0, share = 0]) => ({ link: { type: 'point', id: 'x' }, cells: [words('a'), cell(n), { text: `${share} %`, value: share, people: n, withheld: null }] })),
    }
    const body = outwardBody(table, rule)
    if (body.type !== 'table') throw new Error('a table stays one')
    expect(body.rows.map((row) => [row.link, row.cells[1]?.value, row.cells[2]?.value, row.cells[1]?.withheld?.reason])).toEqual([[null, null, null, 'few'], [null, null, null, 'subtraction'], [null, 20, 60, undefined]])
    expect(body.total?.[1]?.value).toBe(32)
  })

  it('are read nowhere else: not in the words of the chart, its labels or its numbers', () => {
    const chart: BlockBody = {
      type: 'chart', figure: { ...figure, people: 3, value: 3, text: '3' }, note: '', form: 'bars', sums: 'series', unit: 'count', unitText: '', target: null, series: [{ key: 's', label: 'S', tone: 'plain' }],
      categories: [3, 17, 19].map((n, i) => ({ label: `c${i}`, tone: 'plain', link: null, values: [{ value: n, text: String(n), people: n, withheld: null }] })), alternative: 'c0 : 3 ; c1 : 17 ; c2 : 19',
    }
    const text = JSON.stringify(outwardBody(chart, rule))
    expect(text).not.toMatch(/"(?:value|people|n|numerator|rowCount)":(?:3|17)\b/)
    expect(text).not.toMatch(/c0 : 3|c1 : 17|"text":"(?:3|17)"/)
    expect(text).toContain('c2 : 19')
  })

  it('of a point: the sides of a small group are not told, nor its status', () => {
    const point: BlockBody = { type: 'point', figure: { ...figure, people: 4 }, note: '', reference: '2026-1', title: 'P', statement: 'S', version: 1, status: 'convergence', statusText: 'Convergence', counts: { for: 4, neutral: 0, against: 0, abstained: 0, silent: 0 }, n: 4, asked: 4, movement: { direction: 'closer', text: 'Se rapproche (+0,5)', n: 4 }, outcome: null, link: { type: 'point', id: 'x' } }
    expect(outwardBody(point, rule)).toMatchObject({ counts: null, n: null, asked: null, status: 'unknown', link: null, movement: { n: null, direction: 'unknown' }, figure: { value: null, n: null } })
  })

  it('of a table of points: neither the status nor the movement of a point that too few spoke on', () => {
    const said = (text: string, people: number) => ({ ...words(text), people })
    const table: BlockBody = {
      type: 'table', figure: { ...figure, people: null }, note: '', sums: 'rows', cut: 0, total: null, columns: [{ key: 't', label: 'T', kind: 'text' }, { key: 's', label: 'S', kind: 'text' }, { key: 'f', label: 'F', kind: 'number' }, { key: 'a', label: 'A', kind: 'number' }],
      rows: [[words('P'), said('Divergence', 1), cell(0), cell(1)], [words('Q'), said('Convergence', 12), cell(7), cell(5)]].map((cells) => ({ link: null, cells })),
    }
    const body = outwardBody(table, rule)
    if (body.type !== 'table') throw new Error('a table stays one')
    expect(body.rows.map((row) => row.cells.map((one) => one.text))).toEqual([['P', 'non publié', '0', 'non publié'], ['Q', 'Convergence', '7', '5']])
  })

  it('of a map: one small group is not had from the others and their sum', () => {
    const map: BlockBody = { type: 'map', figure: { ...figure, value: 32, people: null }, note: '', svg: '<svg/>', width: 1, height: 1, legend: [2, 10, 20].map((count, i) => ({ colour: '#000000', label: `g${i}`, count })), alternative: '' }
    const body = outwardBody(map, rule)
    if (body.type !== 'map') throw new Error('a map stays one')
    expect(body.legend.map((group) => group.count)).toEqual([null, null, 20])
  })
})
