import { describe, expect, it } from 'vitest'
import { codesOf, findTyped, type Named } from './codes.ts'

const named = (...names: string[]): Named[] => names.map((name) => ({ id: name, name }))
const room = named('Fédération Optique d’Armor', 'Union des audioprothésistes', 'Union des Consommateurs', 'Association Aidants Debout', 'Association Souffle', 'Évêché de Quimper', 'Téléconsult Boréal')

describe('two-letter codes', () => {
  it('are the first two letters where nobody else begins so', () => {
    const codes = codesOf(room)
    expect([codes.get('Fédération Optique d’Armor'), codes.get('Évêché de Quimper'), codes.get('Téléconsult Boréal')]).toEqual(['fe', 'ev', 'te'])
  })

  it('are initials where several begin alike, never the letters they share', () => {
    const codes = codesOf(room)
    expect([codes.get('Union des audioprothésistes'), codes.get('Union des Consommateurs'), codes.get('Association Aidants Debout')]).toEqual(['ua', 'uc', 'aa'])
  })

  it('are two letters, one of each, for sixty of the same name', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ id: String(i), name: 'Union' }))
    const codes = [...codesOf(many).values()]
    expect(new Set(codes).size).toBe(60)
    expect(codes.every((code) => /^[a-z]{2}$/.test(code))).toBe(true)
  })

  it('stand for names without a Latin letter too', () => {
    expect([...codesOf(named('日本', '2024')).values()]).toEqual(['aa', 'ab'])
  })
})

describe('typing', () => {
  const codes = codesOf(room)
  it('a code finds its holder alone, with accents or without', () => {
    expect(findTyped('fe', room, codes)).toEqual(['Fédération Optique d’Armor'])
    expect(findTyped('FÉ', room, codes)).toEqual(['Fédération Optique d’Armor'])
  })

  it('letters that several names begin with show them all', () => {
    expect(findTyped('un', room, codes)).toEqual(['Union des audioprothésistes', 'Union des Consommateurs'])
    expect(findTyped('unionc', room, codes)).toEqual([])
  })

  it('letters of a later word find it', () => {
    expect(findTyped('de', room, codes)).toContain('Association Aidants Debout')
    expect(findTyped('so', room, codes)).toEqual(['Association Souffle'])
  })

  it('nothing finds nobody', () => {
    expect(findTyped('', room, codes)).toEqual([])
    expect(findTyped('zz', room, codes)).toEqual([])
  })
})
