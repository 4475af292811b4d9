import { MethodInputError } from '../shared/errors.ts'
import { assertFormula, cut, sumsOf, weightOf } from './formula.ts'
import type { Candidate, Formula, RankedRow, Ranking } from './types.ts'

export interface Scored {
  readonly id: string
  readonly score: number
  readonly coverage: number
}

const byScore = (a: Scored, b: Scored): number => b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Competition ranking 1, 1, 3 of scored candidates, best first, equal scores by id. Cost: O(n log n). */
export function competition(scored: readonly Scored[]): RankedRow[] {
  const sorted = scored.toSorted(byScore)
  const rows: RankedRow[] = []
  for (let start = 0; start < sorted.length;) {
    const score = sorted[start]?.score
    let end = start + 1
    while (end < sorted.length && sorted[end]?.score === score) end += 1
    const rank = start + 1
    const tied = end - start
    for (; start < end; start += 1) {
      const row = sorted[start]
      if (row) rows.push({ id: row.id, rank, tied, score: row.score, coverage: row.coverage })
    }
  }
  return rows
}

/**
 * In which order do the candidates stand under this formula? A candidate without any known weighted term, or covered less
 * than `minCoverage` (0–1), is not ranked and says why. Cost: O(n log n); 150,000 candidates of 6 terms under a second.
 * @throws MethodInputError on an impossible formula, an id twice, a wrong number of values, or a value out of its scale.
 */
export function rank(formula: Formula, candidates: readonly Candidate[], { minCoverage = 0 }: { readonly minCoverage?: number } = {}): Ranking {
  assertFormula(formula)
  const total = weightOf(formula)
  const scored: Scored[] = []
  const unranked: Ranking['unranked'][number][] = []
  const seen = new Set<string>()
  for (const { id, values } of candidates) {
    if (seen.has(id)) throw new MethodInputError('duplicate-key', `Candidate ${id} stands twice`)
    seen.add(id)
    const { points, known } = sumsOf(formula, values)
    const coverage = cut(known / total)
    if (known === 0) unranked.push({ id, coverage, code: 'no-known-term' })
    else if (coverage < minCoverage) unranked.push({ id, coverage, code: 'coverage-too-low' })
    else scored.push({ id, score: cut(points / known), coverage })
  }
  return { method: 'ranking@1', rows: competition(scored), unranked }
}
