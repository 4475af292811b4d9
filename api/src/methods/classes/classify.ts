import { MethodInputError } from '../shared/errors.ts'
import type { ClassInput, ClassResult, Cutoff, Level, NearCutoff } from './types.ts'

/** Default share of the scale within which a score is near its cut-off. */
export const NEAR_SHARE = 0.05

function assertInput(criterion: string, score: number | null, { value, min, max }: Cutoff): void {
  if (!(min < max)) throw new MethodInputError('scale-not-increasing', `The scale of ${criterion} has no width`)
  for (const number of [value, ...(score === null ? [] : [score])]) {
    if (!(number >= min && number <= max)) {
      throw new MethodInputError('value-out-of-scale', `${criterion}: ${number} is out of ${min} to ${max}`)
    }
  }
}

function sideOf(score: number, { value, rule }: Cutoff): Level {
  if (score === value) return rule === 'at-or-above' ? 'high' : 'low'
  return score > value ? 'high' : 'low'
}

/** Every combination of levels that the near criteria allow, the stakeholder's own first. */
function combinations<Criterion extends string>(levels: Readonly<Record<Criterion, Level>>, near: readonly Criterion[]): Readonly<Record<Criterion, Level>>[] {
  let found = [levels]
  for (const criterion of near) {
    found = [...found, ...found.map((one) => ({ ...one, [criterion]: one[criterion] === 'high' ? 'low' : 'high' }))]
  }
  return found
}

/**
 * Places one stakeholder in a grid of high and low criteria, and says which cut-offs it is near.
 * @param criteria in the order in which the grid reads them.
 * @param codeOf the class of a full set of levels.
 * @throws MethodInputError when a score or a cut-off is out of its scale, or `nearShare` out of 0–1.
 */
export function classify<Criterion extends string, Code extends string>(
  criteria: readonly Criterion[],
  codeOf: (levels: Readonly<Record<Criterion, Level>>) => Code,
  { scores, cutoffs, nearShare = NEAR_SHARE }: ClassInput<Criterion>,
): ClassResult<Criterion, Code> {
  if (!(nearShare >= 0 && nearShare <= 1)) throw new MethodInputError('threshold-out-of-range', 'The near share is from 0 to 1')
  const attributes: Partial<Record<Criterion, Level>> = {}
  const near: NearCutoff<Criterion>[] = []
  for (const criterion of criteria) {
    const score = scores[criterion]
    const cutoff = cutoffs[criterion]
    assertInput(criterion, score, cutoff)
    if (score === null) continue
    attributes[criterion] = sideOf(score, cutoff)
    const distance = Math.abs(score - cutoff.value)
    // One part in 10¹² of slack: 3.2 is 0.2 above 3, although the machine says a little more.
    if (distance <= nearShare * (cutoff.max - cutoff.min) * (1 + 1e-12)) near.push({ criterion, distance })
  }
  const missing = criteria.filter((criterion) => attributes[criterion] === undefined)
  const reasons = missing.map((criterion) => ({ field: `scores.${criterion}`, code: 'missing-score' as const }))
  if (!isFull(attributes, missing)) return { attributes, near, neighbours: [], reasons }
  const [own, ...others] = [...new Set(combinations(attributes, near.map((row) => row.criterion)).map(codeOf))]
  return { ...(own === undefined ? {} : { class: own }), attributes, near, neighbours: others, reasons }
}

function isFull<Criterion extends string>(_levels: Partial<Record<Criterion, Level>>, missing: readonly Criterion[]): _levels is Record<Criterion, Level> {
  return missing.length === 0
}
