import { describe, expect, it } from 'vitest'
import { compareSeverity, severity, type SeverityInput } from './index.ts'

const potential = (parts: Partial<SeverityInput>): SeverityInput => ({ sign: 'negative', actuality: 'potential', scale: 1, scope: 1, irremediability: 1, likelihood: 1, ...parts })

describe('the severity of an impact', () => {
  it('is its worst part, never the mean, and names the parts that decide', () => {
    expect(severity({ sign: 'negative', actuality: 'actual', scale: 1, scope: 1, irremediability: 5 })).toEqual({
      method: 'severity@1', criteria: ['scale', 'scope', 'irremediability'], severity: 5, decidedBy: ['irremediability'], rule: 'severity',
    })
    expect(severity({ sign: 'negative', actuality: 'actual', scale: 4, scope: 4, irremediability: 2 }).decidedBy).toEqual(['scale', 'scope'])
  })

  it('does not read irremediability on a positive impact', () => {
    expect(severity({ sign: 'positive', actuality: 'actual', scale: 2, scope: 3, irremediability: 5 }).severity).toBe(3)
    expect(severity({ sign: 'positive', actuality: 'actual', scale: 2, scope: 3 }).severity).toBe(3)
  })

  it('prevails over likelihood for a potential impact on human rights, and there only', () => {
    const rights = severity(potential({ scale: 5, likelihood: 1, humanRights: true }))
    const other = severity(potential({ scale: 5, likelihood: 1 }))
    const likely = severity(potential({ scale: 4, likelihood: 5 }))
    expect([other, likely, rights].sort(compareSeverity)).toEqual([rights, likely, other])
    expect(severity({ sign: 'negative', actuality: 'actual', humanRights: true, scale: 1, scope: 1, irremediability: 1 }).rule).toBe('severity')
  })

  it('counts an actual impact as certain', () => {
    const actual = severity({ sign: 'negative', actuality: 'actual', scale: 3, scope: 3, irremediability: 3 })
    expect([severity(potential({ scale: 3, likelihood: 4 })), actual].sort(compareSeverity)[0]).toBe(actual)
  })

  it.each([
    { says: 'a part that is missing', input: { sign: 'negative', actuality: 'actual', scale: 1, scope: 1 }, code: 'value-out-of-scale' },
    { says: 'a mark above the scale', input: { sign: 'positive', actuality: 'actual', scale: 6, scope: 1 }, code: 'value-out-of-scale' },
    { says: 'a mark of 0', input: { sign: 'positive', actuality: 'actual', scale: 0, scope: 1 }, code: 'value-out-of-scale' },
    { says: 'a potential impact without likelihood', input: potential({ likelihood: null }), code: 'value-out-of-scale' },
    { says: 'an actual impact with one', input: { sign: 'positive', actuality: 'actual', scale: 1, scope: 1, likelihood: 2 }, code: 'likelihood-mismatch' },
  ] as { says: string; input: SeverityInput; code: string }[])('refuses $says', ({ input, code }) => {
    expect(() => severity(input)).toThrowError(expect.objectContaining({ name: 'MethodInputError', code }))
  })
})
