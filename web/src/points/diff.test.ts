import { expect, it } from 'vitest'
import { diffWords } from './diff.ts'

it('tells the words that were added and removed, and gives both wordings back', () => {
  const [before, after] = ['Utiliser les données pour proposer des actions.', 'Utiliser les données, avec accord, pour proposer des actions.']
  const pieces = diffWords(before, after)
  expect(pieces.filter((piece) => piece.kind !== 'added').map((piece) => piece.text).join('')).toBe(before)
  expect(pieces.filter((piece) => piece.kind !== 'removed').map((piece) => piece.text).join('')).toBe(after)
  expect(pieces.some((piece) => piece.kind === 'added' && piece.text.includes('accord'))).toBe(true)
})

it('has nothing to say of the same text, and says all of an empty one', () => {
  expect(diffWords('a b', 'a b')).toEqual([{ kind: 'same', text: 'a b' }])
  expect(diffWords('', 'a b')).toEqual([{ kind: 'added', text: 'a b' }])
  expect(diffWords('a', '')).toEqual([{ kind: 'removed', text: 'a' }])
})
