import { describe, expect, it } from 'vitest'
import { answerOf, type Verdict, verdictOf } from './skill.ts'

describe('a line of the attendance sheet', () => {
  it.each<Verdict>(['registered', 'passed', 'failed', 'attended', 'absent'])('%s is written and read back as itself', (verdict) => {
    expect(verdictOf(answerOf(verdict))).toBe(verdict)
  })

  it('grants the skill by one word only', () => {
    expect((['registered', 'passed', 'failed', 'attended', 'absent'] as const).filter((verdict) => answerOf(verdict).passed === true)).toEqual(['passed'])
  })
})
