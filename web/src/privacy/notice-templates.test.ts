import { describe, expect, it } from 'vitest'
import { againOf, type NoticeTemplate, partsOf, shelvesOf, wordingOf } from './notice-templates.ts'

const edition = (name: string, n: number, perimeterId = 'national'): NoticeTemplate =>
  ({ id: `${name}-${n}`, perimeterId, name, edition: n, parts: {}, missing: [], wording: '', publishedAt: null, sent: 0, version: 1, createdAt: '', updatedAt: '' })

describe('P-04: the shelf of notices', () => {
  it('keeps the editions of one name in one perimeter together, latest first', () => {
    const shelves = shelvesOf([edition('Carte', 1), edition('Carte', 10), edition('Carte', 2), edition('Carte', 1, 'bretagne'), edition('Atelier', 1)])
    expect(shelves.map((shelf) => [shelf.name, shelf.perimeterId, shelf.editions.map((one) => one.edition)])).toEqual([['Atelier', 'national', [1]], ['Carte', 'national', [10, 2, 1]], ['Carte', 'bretagne', [1]]])
  })

  it('shows what will be kept: the parts in the order of the law, blank ones left out', () => {
    expect(wordingOf(partsOf({ rights: ' Vos droits. ', controller: 'La mutuelle.', source: '  ' }))).toBe('La mutuelle.\n\nVos droits.')
  })

  it('begins a dropped draft again as what it was', () => {
    expect(againOf(edition('Carte', 2), edition('Carte', 1))).toEqual({ name: 'Carte', parts: {}, from: 'Carte-1' })
    expect(againOf(edition('Carte', 1), undefined)).toEqual({ name: 'Carte', parts: {}, perimeterId: 'national' })
  })
})
