import { classify } from './classify.ts'
import type { ClassInput, ClassResult, Level } from './types.ts'

export const savageCriteria = ['threat', 'cooperation'] as const
export type SavageCriterion = (typeof savageCriteria)[number]
export type SavageClass = 'mixed-blessing' | 'supportive' | 'non-supportive' | 'marginal'
export type SavageStrategy = 'collaborate' | 'involve' | 'defend' | 'monitor'

const STRATEGIES: Readonly<Record<SavageClass, SavageStrategy>> = {
  'mixed-blessing': 'collaborate',
  supportive: 'involve',
  'non-supportive': 'defend',
  marginal: 'monitor',
}

const codeOf = ({ threat, cooperation }: Readonly<Record<SavageCriterion, Level>>): SavageClass => {
  if (cooperation === 'high') return threat === 'high' ? 'mixed-blessing' : 'supportive'
  return threat === 'high' ? 'non-supportive' : 'marginal'
}

export interface SavageResult extends ClassResult<SavageCriterion, SavageClass> {
  readonly method: 'savage@1'
  readonly strategy?: SavageStrategy
}

/**
 * Who could threaten, who could cooperate, and what to do about it? Source: G. Savage, T. Nix, C. Whitehead and J. Blair,
 * "Strategies for Assessing and Managing Organizational Stakeholders", Academy of Management Executive 5 (1991), 61–75.
 * @throws MethodInputError as `classify`.
 */
export function savage(input: ClassInput<SavageCriterion>): SavageResult {
  const result = classify(savageCriteria, codeOf, input)
  return { method: 'savage@1', ...result, ...(result.class === undefined ? {} : { strategy: STRATEGIES[result.class] }) }
}
