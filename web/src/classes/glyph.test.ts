import { describe, expect, it } from 'vitest'
import fr from '../locales/fr/classes.json'
import { glyphOf } from './glyph.ts'

describe('the small drawing of a class', () => {
  it.each(['grid', 'salience', 'cube', 'savage'] as const)('is there for every class of %s, and differs from class to class', (scheme) => {
    const drawings = Object.keys(fr[scheme]).map((code) => JSON.stringify(glyphOf(scheme, code)))
    expect(drawings).not.toContain(undefined)
    expect(new Set(drawings).size).toBe(drawings.length)
  })
  it('puts key players where power and interest are high', () => expect(glyphOf('grid', 'key-players')).toEqual({ kind: 'board', row: true, column: true }))
  it('tells the two sides of the cube apart', () => expect([glyphOf('cube', 'saviour'), glyphOf('cube', 'saboteur')].map((one) => one?.kind === 'board' && one.side)).toEqual(['for', 'against']))
  it('is none for a class of another grid', () => expect(glyphOf('grid', 'definitive')).toBeUndefined())
})
