import { classify } from './classify.ts'
import type { ClassInput, ClassResult, Level } from './types.ts'

export const gridCriteria = ['power', 'interest'] as const
export type GridCriterion = (typeof gridCriteria)[number]
export type GridClass = 'key-players' | 'keep-satisfied' | 'keep-informed' | 'minimal-effort'
/** The same four cells as Eden and Ackermann name them (1998). */
export type EdenAckermannClass = 'players' | 'context-setters' | 'subjects' | 'crowd'

const EDEN_ACKERMANN: Readonly<Record<GridClass, EdenAckermannClass>> = {
  'key-players': 'players',
  'keep-satisfied': 'context-setters',
  'keep-informed': 'subjects',
  'minimal-effort': 'crowd',
}

const codeOf = ({ power, interest }: Readonly<Record<GridCriterion, Level>>): GridClass => {
  if (power === 'high') return interest === 'high' ? 'key-players' : 'keep-satisfied'
  return interest === 'high' ? 'keep-informed' : 'minimal-effort'
}

export interface GridResult extends ClassResult<GridCriterion, GridClass> {
  readonly method: 'grid@1'
  readonly edenAckermann?: EdenAckermannClass
}

/**
 * Power × interest: with whom to work closely, whom to satisfy, inform or only watch? Source: A. Mendelow (1981, 1991), as
 * used by Johnson and Scholes, "Exploring Corporate Strategy". @throws MethodInputError as `classify`.
 */
export function grid(input: ClassInput<GridCriterion>): GridResult {
  const result = classify(gridCriteria, codeOf, input)
  return { method: 'grid@1', ...result, ...(result.class === undefined ? {} : { edenAckermann: EDEN_ACKERMANN[result.class] }) }
}
