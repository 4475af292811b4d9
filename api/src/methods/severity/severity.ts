import { MethodInputError } from '../shared/errors.ts'

export const severityCriteria = ['scale', 'scope', 'irremediability', 'likelihood'] as const
export type SeverityCriterion = (typeof severityCriteria)[number]
/** The criteria that make the severity itself. */
export type SeverityPart = Exclude<SeverityCriterion, 'likelihood'>

export interface ImpactKind {
  readonly sign: 'negative' | 'positive'
  readonly actuality: 'actual' | 'potential'
  readonly humanRights?: boolean
}

export interface SeverityInput extends ImpactKind {
  /** Marks, 1 to `max`. Irremediability is not read on a positive impact. */
  readonly scale: number
  readonly scope: number
  readonly irremediability?: number | null
  /** Exactly on a potential impact, 1 to `max`. */
  readonly likelihood?: number | null
  /** Top of the scale, 5 by default. */
  readonly max?: number
}

export interface SeverityResult {
  readonly method: 'severity@1'
  /** The criteria that count for this impact. */
  readonly criteria: readonly SeverityCriterion[]
  /** The worst of the parts, 1 to max; never their mean. */
  readonly severity: number
  /** The parts that decide it. */
  readonly decidedBy: readonly SeverityPart[]
  readonly likelihood?: number
  /** `severity-prevails`: a potential human-rights impact is ordered by severity, whatever its likelihood. */
  readonly rule: 'severity' | 'severity-and-likelihood' | 'severity-prevails'
}

const partsOf = (sign: ImpactKind['sign']): readonly SeverityPart[] => (sign === 'negative' ? ['scale', 'scope', 'irremediability'] : ['scale', 'scope'])

/** Which criteria count for which impact: irremediability on a negative one, likelihood on a potential one. */
export function criteriaFor({ sign, actuality }: ImpactKind): readonly SeverityCriterion[] {
  return actuality === 'potential' ? [...partsOf(sign), 'likelihood'] : partsOf(sign)
}

function mark(name: SeverityCriterion, value: number | null | undefined, max: number): number {
  if (value === null || value === undefined || !Number.isFinite(value) || value < 1 || value > max) {
    throw new MethodInputError('value-out-of-scale', `${name} is a mark from 1 to ${max}, got ${value}`)
  }
  return value
}

const ruleFor = ({ sign, actuality, humanRights }: ImpactKind): SeverityResult['rule'] => {
  if (actuality === 'actual') return 'severity'
  return humanRights === true && sign === 'negative' ? 'severity-prevails' : 'severity-and-likelihood'
}

/**
 * How severe is an impact? The worst of scale, scope and irremediability: one extreme part is enough. Source: ESRS 1 (2023),
 * impact materiality; no scale and no threshold are prescribed.
 * @throws MethodInputError when a mark that counts is missing or out of 1…max, or a likelihood stands on an actual impact.
 */
export function severity(input: SeverityInput): SeverityResult {
  const { sign, actuality, max = 5 } = input
  if (actuality === 'actual' && input.likelihood !== null && input.likelihood !== undefined) {
    throw new MethodInputError('likelihood-mismatch', 'An actual impact has no likelihood')
  }
  const marks = partsOf(sign).map((part) => ({ part, value: mark(part, input[part], max) }))
  const worst = Math.max(...marks.map(({ value }) => value))
  return {
    method: 'severity@1',
    criteria: criteriaFor(input),
    severity: worst,
    decidedBy: marks.filter(({ value }) => value === worst).map(({ part }) => part),
    ...(actuality === 'potential' ? { likelihood: mark('likelihood', input.likelihood, max) } : {}),
    rule: ruleFor(input),
  }
}

/**
 * Orders two impacts, the graver first: by severity × likelihood (an actual impact counts as certain), a potential impact on
 * human rights by its severity alone; equal products by severity, then by likelihood. The product is this project's convention.
 */
export function compareSeverity(first: SeverityResult, second: SeverityResult, max = 5): number {
  const certainty = ({ rule, likelihood = max }: SeverityResult) => (rule === 'severity-prevails' ? max : likelihood)
  return second.severity * certainty(second) - first.severity * certainty(first)
    || second.severity - first.severity
    || (second.likelihood ?? max) - (first.likelihood ?? max)
}
