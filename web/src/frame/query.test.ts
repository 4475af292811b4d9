import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { carryOver, readContext, writeContext, type ContextState } from './query.ts'

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: {} }] })
const throughUrl = (context: ContextState): ContextState => readContext(router.resolve(router.resolve({ path: '/x', query: writeContext({}, context) }).href).query)

const full: ContextState = {
  perimeter: '0190-abc',
  asOf: '2025-12-31',
  filters: { category: ['élus & délégués', 'a,b;c'], side: ['external'] },
}

describe('the shared context', () => {
  it('comes back whole from the address, whatever the text of the filters', () => {
    expect(throughUrl(full)).toEqual(full)
    expect(throughUrl({ perimeter: undefined, asOf: undefined, filters: {} })).toEqual({ perimeter: undefined, asOf: undefined, filters: {} })
  })
  it('leaves what the screen itself holds in the address', () => {
    expect(writeContext({ lens: 'areas', au: '2020-01-01', 'f.tag': 'x' }, { perimeter: undefined, asOf: undefined, filters: {} })).toEqual({ lens: 'areas' })
  })
  it('ignores a date that is none, and repeated values', () => {
    expect(readContext({ au: '2025-13-45', 'f.tag': ['a', 'a', ''] })).toEqual({ perimeter: undefined, asOf: undefined, filters: { tag: ['a'] } })
  })
  it('follows to a screen that says nothing of it, and yields to one that does', () => {
    const from = { au: '2025-12-31', 'f.tag': 'a', lens: 'areas' }
    expect(carryOver(from, { onglet: 'liens' })).toEqual({ onglet: 'liens', au: '2025-12-31', 'f.tag': 'a' })
    expect(carryOver(from, { au: '2024-01-01' })).toBeUndefined()
    expect(carryOver({ lens: 'areas' }, {})).toBeUndefined()
  })
})
