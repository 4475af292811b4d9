import { assertFormula, cut, normalise, sumsOf, weightOf } from './formula.ts'
import type { Contribution, Formula, Score, TermValues } from './types.ts'

/**
 * What makes the score of one candidate? Contribution of each known term; the weights of the known terms are brought back
 * to 1, and the coverage says how much of the whole weight they are. Source: weighted sum (docs/methods/ranking.md).
 * @param minCoverage below it, 0–1, there is no score.
 * @throws MethodInputError on an impossible formula, a wrong number of values, or a value out of its scale.
 */
export function scoreOf(formula: Formula, values: TermValues, minCoverage = 0): Score {
  assertFormula(formula)
  const { points, known } = sumsOf(formula, values)
  const coverage = cut(known / weightOf(formula))
  const contributions: Contribution[] = []
  const unknown: string[] = []
  for (const [index, term] of formula.entries()) {
    const value = values[index] ?? null
    if (value === null) {
      unknown.push(term.key)
      continue
    }
    const normalised = normalise(term, value)
    const share = known === 0 ? 0 : term.weight / known
    contributions.push({ key: term.key, value, normalised, share, contribution: normalised * share })
  }
  const absent = known === 0 ? 'no-known-term' : coverage < minCoverage ? 'coverage-too-low' : undefined
  return {
    ...(absent === undefined ? { score: cut(points / known) } : {}),
    coverage,
    contributions,
    reasons: [
      ...(absent === undefined ? [] : [{ field: 'score', code: absent } as const]),
      ...unknown.map((key) => ({ field: `contributions.${key}`, code: 'unknown-value' as const })),
    ],
  }
}
