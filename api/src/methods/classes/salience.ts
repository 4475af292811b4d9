import { classify } from './classify.ts'
import type { ClassInput, ClassResult, Level } from './types.ts'

export const salienceCriteria = ['power', 'legitimacy', 'urgency'] as const
export type SalienceCriterion = (typeof salienceCriteria)[number]
export type SalienceGroup = 'none' | 'latent' | 'expectant' | 'definitive'

/** Read by power, legitimacy and urgency in turn: 1 = high. */
const CLASSES = {
  '000': 'non-stakeholder',
  '100': 'dormant',
  '010': 'discretionary',
  '001': 'demanding',
  '110': 'dominant',
  '101': 'dangerous',
  '011': 'dependent',
  '111': 'definitive',
} as const
export type SalienceClass = (typeof CLASSES)[keyof typeof CLASSES]

const GROUPS: readonly SalienceGroup[] = ['none', 'latent', 'expectant', 'definitive']

const bit = (level: Level) => (level === 'high' ? '1' : '0')

const codeOf = (levels: Readonly<Record<SalienceCriterion, Level>>): SalienceClass =>
  CLASSES[`${bit(levels.power)}${bit(levels.legitimacy)}${bit(levels.urgency)}`]

export interface SalienceResult extends ClassResult<SalienceCriterion, SalienceClass> {
  readonly method: 'salience@1'
  /** How many of the three attributes are held, 0–3; absent with the class. */
  readonly held?: number
  readonly group?: SalienceGroup
}

/**
 * Who counts, and how much? Seven classes from three attributes, and the non-stakeholder. Source: R. Mitchell, B. Agle and
 * D. Wood, "Toward a Theory of Stakeholder Identification and Salience", Academy of Management Review 22 (1997), 853–886.
 * @throws MethodInputError as `classify`.
 */
export function salience(input: ClassInput<SalienceCriterion>): SalienceResult {
  const result = classify(salienceCriteria, codeOf, input)
  if (result.class === undefined) return { method: 'salience@1', ...result }
  const held = salienceCriteria.filter((criterion) => result.attributes[criterion] === 'high').length
  return { method: 'salience@1', ...result, held, group: GROUPS[held] ?? 'none' }
}
