import { describe, expect, it } from 'vitest'
import type { Perimeter } from './store.ts'
import { belowOf, browserOf, changesOf, codeOf, treeOf, valueInWords } from './words.ts'

const perimeter = (id: string, parentId: string | null, name = id): Perimeter => ({ id, parentId, name, code: id, kind: parentId ? 'region' : 'national', version: 1, createdAt: '', updatedAt: '' })
const rows = [perimeter('nord', 'fr'), perimeter('fr', null), perimeter('lille', 'nord'), perimeter('est', 'fr')]
const words = { yes: 'oui', no: 'non', dateTime: (iso: string) => `le ${iso.slice(0, 10)}`, number: String, name: (id: string) => (id.startsWith('0190') ? 'Bretagne' : undefined) }

describe('the words of the settings', () => {
  it('name a browser and its system, and admit when they do not know', () => {
    expect(browserOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0')).toEqual({ browser: 'Edge', system: 'Windows' })
    expect(browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1')).toEqual({ browser: 'Safari', system: 'iOS' })
    expect(browserOf('curl/8.0')).toEqual({ browser: '', system: '' })
  })

  it('put each perimeter once under its parent, and survive a loop', () => {
    expect(treeOf(rows).map(({ perimeter: p, depth }) => `${depth} ${p.id}`)).toEqual(['0 fr', '1 est', '1 nord', '2 lille'])
    expect(treeOf([perimeter('a', 'b'), perimeter('b', 'a')])).toEqual([])
    expect(treeOf([perimeter('seul', 'ailleurs')]).map(({ depth }) => depth)).toEqual([0])
  })

  it('know where a perimeter cannot be moved to', () => {
    expect([...belowOf(rows, 'nord')].toSorted()).toEqual(['lille', 'nord'])
  })

  it('make a code that the server takes', () => {
    for (const name of ['Pays de la Loire', 'Île-de-France', '  Œuvres & Cie  ', 'Provence–Alpes–Côte d’Azur']) expect(codeOf(name)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    expect(codeOf('Île-de-France')).toBe('ile-de-france')
  })

  it('show each changed field once, and nothing that was and is nothing', () => {
    expect(changesOf({ name: 'A', city: '' }, { name: 'B', city: null, tags: [] })).toEqual([{ field: 'name', before: 'A', after: 'B' }])
    expect(changesOf(null, { id: 'x', name: 'A' })).toEqual([{ field: 'name', before: null, after: 'A' }])
  })

  it('say every value in words', () => {
    const id = '01900000-0000-7000-8000-000000000000'
    expect([null, true, 3, '2026-11-22T08:00:00.000Z', id, id.replace('0190', 'ffff'), ['a', 'b'], [{ role: 'relay', perimeterId: id }]].map((value) => valueInWords(value, words))).toEqual(['—', 'oui', '3', 'le 2026-11-22', 'Bretagne', 'ffff0000…', 'a, b', 'relay · Bretagne'])
  })
})
