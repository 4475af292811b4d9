import { describe, expect, it } from 'vitest'
import { linesOf, piecesOf, queriesIn } from './tokens.ts'

describe('figures within a text', () => {
  it('are found with their parameters, numbers as numbers, and leave the words around them as they are', () => {
    expect(piecesOf('Avant {{measure:sessions_held}} après {{measure-trend?measure=sessions_held&years=3}}.')).toEqual([
      { words: 'Avant ' }, { query: { figure: 'measure:sessions_held', params: {} } }, { words: ' après ' }, { query: { figure: 'measure-trend', params: { measure: 'sessions_held', years: 3 } } }, { words: '.' },
    ])
  })

  it.each(['{{}}', '{{ Mesure }}', '{ {x} }', '{{x', '{{x?a={b}}}'])('are not seen in %j', (text) => {
    expect(queriesIn(text)).toEqual([])
  })

  it('stand in paragraphs, one per line; a line that begins with a dash is an item', () => {
    expect(linesOf('Un\n\n- deux\n-trois').map((line) => [line.style, line.pieces])).toEqual([['paragraph', [{ words: 'Un' }]], ['bullet', [{ words: 'deux' }]], ['paragraph', [{ words: '-trois' }]]])
  })
})
