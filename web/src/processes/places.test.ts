import { describe, expect, it } from 'vitest'
import { routes } from '../router.ts'
import { openingOf, placeOf } from './places.ts'

const known = (path: string): boolean => routes.some((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path))

describe('where what is missing is recorded', () => {
  it.each(['outcomes', 'commitments'] as const)('leads to a screen that exists: %s', (place) => expect(known(placeOf(place, 'x').path)).toBe(true))
  it('leads to the tab of the dialogue that holds it', () => {
    expect(placeOf('risks', 'a1')).toEqual({ path: '/dialogue/actions/a1', query: { onglet: 'risques' } })
    expect(placeOf('audience', 'a1').query).toEqual({ onglet: 'public' })
  })
})

describe('a row behind a fact', () => {
  it.each([
    ['session', { sheet: { type: 'session', id: 'i' } }], ['stakeholder', { sheet: { type: 'stakeholder', id: 'i' } }],
    ['activity', { page: '/dialogue/actions/i' }], ['edition', { page: '/rapport/editions/i' }], ['evaluation', { page: '/rapport/evaluation' }],
  ] as const)('opens what it is: %s', (type, opening) => expect(openingOf({ type, objectId: 'i' })).toEqual(opening))
  it('opens nothing when the reader’s rights do not cover it', () => expect(openingOf({ type: 'session', objectId: null })).toBeUndefined())
})
