import { classify } from './classify.ts'
import type { ClassInput, ClassResult, Level } from './types.ts'

export const cubeCriteria = ['power', 'interest', 'attitude'] as const
export type CubeCriterion = (typeof cubeCriteria)[number]

/** Read by power, interest and attitude in turn: + = high (attitude: for). */
const CLASSES = {
  '+++': 'saviour',
  '-++': 'friend',
  '+-+': 'sleeping-giant',
  '--+': 'acquaintance',
  '++-': 'saboteur',
  '-+-': 'irritant',
  '+--': 'time-bomb',
  '---': 'trip-wire',
} as const
export type CubeClass = (typeof CLASSES)[keyof typeof CLASSES]

const sign = (level: Level) => (level === 'high' ? '+' : '-')

const codeOf = (levels: Readonly<Record<CubeCriterion, Level>>): CubeClass =>
  CLASSES[`${sign(levels.power)}${sign(levels.interest)}${sign(levels.attitude)}`]

export interface CubeResult extends ClassResult<CubeCriterion, CubeClass> {
  readonly method: 'cube@1'
}

/**
 * Who can help or harm, cares, and is for or against? The eight types of the stakeholder cube. Source: R. Murray-Webster
 * and P. Simon, "Making Sense of Stakeholder Mapping", Lucid Thought 24 (2006). @throws MethodInputError as `classify`.
 */
export const cube = (input: ClassInput<CubeCriterion>): CubeResult => ({ method: 'cube@1', ...classify(cubeCriteria, codeOf, input) })
