import { describe, expect, it } from 'vitest'
import { queryOf } from './filters.ts'

describe('queryOf', () => {
  it('sends one choice as it is, both as none, and lists with commas', () => {
    expect(queryOf({ impactSign: ['-1'], impactActuality: ['actual', 'potential'], horizon: ['short', 'long'] }, {})).toEqual({ sign: '-1', horizon: 'short,long' })
  })
  it('leaves out what the API would refuse and what is blank', () => {
    expect(queryOf({ impactSign: ['9'], stage: ['moon'], category: ['x'] }, { q: '  ' })).toEqual({})
  })
  it('carries the perimeter and the day', () => {
    expect(queryOf({}, { perimeter: 'p', asOf: '2026-01-01', q: 'eau' })).toEqual({ perimeterId: 'p', asOf: '2026-01-01', q: 'eau' })
  })
})
