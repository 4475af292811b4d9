import { cut } from './formula.ts'
import type { ComparedRow, RankingComparison } from './moves.ts'
import { competition } from './rank.ts'
import type { RankedRow } from './types.ts'

type Points = readonly Pick<RankedRow, 'id' | 'score' | 'coverage'>[]

/**
 * What moved between two rankings: two dates, two horizons, or two capacities (staff against the stakeholders themselves)?
 * Ranks are taken anew among those present in both, so that an arrival moves nobody. Cost: O(n log n).
 */
export function compareRankings(before: Points, after: Points): RankingComparison {
  const inBefore = new Set(before.map((row) => row.id))
  const inAfter = new Set(after.map((row) => row.id))
  const old = competition(before.filter((row) => inAfter.has(row.id)))
  const now = new Map(competition(after.filter((row) => inBefore.has(row.id))).map((row) => [row.id, row]))
  const rows = old.flatMap(({ id, rank, score }): ComparedRow[] => {
    const row = now.get(id)
    if (row === undefined) return []
    return [{ id, rankBefore: rank, rankAfter: row.rank, rankChange: rank - row.rank, scoreBefore: score, scoreAfter: row.score, gap: cut(row.score - score) }]
  })
  rows.sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap) || (a.id < b.id ? -1 : 1))
  return {
    method: 'ranking-comparison@1',
    n: rows.length,
    rows,
    ...(rows.length === 0 ? {} : { meanGap: cut(rows.reduce((total, row) => total + Math.abs(row.gap), 0) / rows.length) }),
    onlyBefore: before.filter((row) => !inAfter.has(row.id)).map((row) => row.id),
    onlyAfter: after.filter((row) => !inBefore.has(row.id)).map((row) => row.id),
    reasons: rows.length === 0 ? [{ field: 'meanGap', code: 'no-common-candidate' }] : [],
  }
}
