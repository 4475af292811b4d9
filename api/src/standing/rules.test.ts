import { describe, expect, it } from 'vitest'
import { factState } from '../facts/rules.ts'
import { isOpen, recordState, stand, stepStates, tally } from './rules.ts'

describe('a fact', () => {
  it.each([
    ['any', 0, 0, 'missing'], ['any', 0, 3, 'missing'], ['any', 1, 3, 'done'], ['any', 3, 3, 'done'],
    ['all', 0, 0, 'missing'], ['all', 0, 3, 'missing'], ['all', 1, 3, 'partly'], ['all', 3, 3, 'done'],
  ] as const)('that wants %s of its rows, with %i of %i, is %s', (wants, counted, n, state) => expect(factState(wants, { counted, n })).toBe(state))
})

describe('a step', () => {
  it.each([
    ['nothing shows it and nobody says so', null, null, 'missing', 'none'],
    ['the records show it', 'done', null, 'done', 'fact'],
    ['the records show a part', 'partly', null, 'partly', 'fact'],
    ['the records show nothing', 'missing', null, 'missing', 'none'],
    ['a person says so', null, 'done', 'done', 'mark'],
    ['a person says so where the records show a part', 'partly', 'done', 'done', 'mark'],
    ['both say so: the records speak', 'done', 'done', 'done', 'fact'],
    ['a person says that it does not apply', 'missing', 'not_applicable', 'not_applicable', 'mark'],
    ['a person says so against the records', 'done', 'not_applicable', 'not_applicable', 'mark'],
    ['a person reopens what the records show', 'done', 'reopened', 'reopened', 'mark'],
    ['a person reopens what a person had said', null, 'reopened', 'reopened', 'mark'],
  ] as const)('stands where %s', (_, fact, mark, state, by) => expect(stand(fact, mark)).toEqual({ state, by }))

  it('is open while something is asked for', () => expect(stepStates.filter(isOpen)).toEqual(['partly', 'missing', 'reopened']))
})

describe('a dialogue', () => {
  it('counts what is done out of what applies', () => {
    expect(tally(['done', 'not_applicable', 'missing', 'partly', 'reopened'])).toEqual({ done: 1, applicable: 4 })
    expect(tally([])).toEqual({ done: 0, applicable: 0 })
  })
})

describe('an item of the record list', () => {
  it.each([
    [['done'], 'recorded'], [['done', 'done'], 'recorded'], [['done', 'missing'], 'partly'], [['partly'], 'partly'], [['missing', 'missing'], 'missing'], [[], 'missing'],
  ] as const)('with %j is %s', (facts, state) => expect(recordState(facts)).toBe(state))
})
