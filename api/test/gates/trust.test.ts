import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { trustIds } from '../trust/ids.ts'
import { testsById, trustPage } from '../trust/page.ts'

const numbered = (letter: string, last: number): string[] => Array.from({ length: last }, (_, i) => `${letter}-${String(i + 1).padStart(2, '0')}`)

describe('the table of trust', () => {
  it('has every id once', () => {
    expect(trustIds.map((t) => t.id)).toEqual([...numbered('P', 29), ...numbered('S', 44), ...numbered('R', 22)])
  })

  it('says of each either the tests that show it or what is missing', () => {
    const tests = testsById()
    expect(trustIds.filter((t) => !tests.has(t.id) && t.gap === '').map((t) => t.id)).toEqual([])
    expect([...tests.keys()].filter((id) => !trustIds.some((t) => t.id === id))).toEqual([])
  })

  it('is the page that people read', () => {
    expect(readFileSync(new URL('../../../docs/reference/trust.md', import.meta.url), 'utf8')).toBe(trustPage())
  })
})
