import { describe, expect, it } from 'vitest'
import { assigned, fieldOf, samplesOf } from './mapping.ts'

const one = { name: 'name', required: true, many: false, defaultable: false, headers: [] }
const many = { ...one, name: 'tags', many: true }
const headers = ['A', 'B', 'C']

describe('the mapping of columns', () => {
  it('gives a single field to the last column that asks for it', () => {
    expect(assigned({ name: ['A'] }, 'B', one, headers)).toEqual({ name: ['B'] })
  })

  it('lets several columns feed a field that takes them, in the order of the file', () => {
    expect(assigned({ tags: ['C'], name: ['A'] }, 'B', many, headers)).toEqual({ name: ['A'], tags: ['B', 'C'] })
  })

  it('frees a column that is ignored', () => {
    const mapping = assigned({ name: ['A'], tags: ['B'] }, 'B', undefined, headers)
    expect([mapping, fieldOf(mapping, 'B'), fieldOf(mapping, 'A')]).toEqual([{ name: ['A'] }, undefined, 'name'])
  })

  it('shows three different values of a column', () => {
    expect(samplesOf([['x'], [' x '], [''], ['y'], ['z'], ['w']], 0)).toEqual(['x', 'y', 'z'])
  })
})
