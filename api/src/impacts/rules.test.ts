import { describe, expect, it } from 'vitest'
import { requireLikelihood, severityFrom, severityOf } from './rules.ts'

describe('severity', () => {
  it.each([
    [{ scale: 1, scope: 1, irremediability: 5 }, 5, ['irremediability']],
    [{ scale: 4, scope: 4, irremediability: 2 }, 4, ['scale', 'scope']],
    [{ scale: 3, scope: 3, irremediability: 3 }, 3, ['scale', 'scope', 'irremediability']],
  ])('is the worst of the three parts and names them: %o', (parts, severity, from) => {
    expect(severityOf(parts)).toBe(severity)
    expect(severityFrom(parts)).toEqual(from)
  })
})

describe('likelihood', () => {
  it('stands on a potential impact and on no actual one', () => {
    expect(() => requireLikelihood({ actuality: 'potential', likelihood: 3 })).not.toThrow()
    expect(() => requireLikelihood({ actuality: 'actual', likelihood: null })).not.toThrow()
    expect(() => requireLikelihood({ actuality: 'potential' })).toThrow('impact-likelihood-missing')
    expect(() => requireLikelihood({ actuality: 'actual', likelihood: 1 })).toThrow('impact-likelihood-unwanted')
  })
})
