import { describe, expect, it } from 'vitest'
import { isBalanced } from './rules.ts'

describe('P-06: a legal basis holds', () => {
  it.each([
    ['legitimate_interest', '', false],
    ['legitimate_interest', ' '.repeat(30), false],
    ['legitimate_interest', 'x'.repeat(19), false],
    ['legitimate_interest', 'x'.repeat(20), true],
    ['consent', '', true],
  ])('P-06: %s with the test «%s»: %s', (legalBasis, balancingTest, holds) => {
    expect(isBalanced({ legalBasis, balancingTest })).toBe(holds)
  })
})
