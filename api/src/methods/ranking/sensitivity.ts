import { MethodInputError } from '../shared/errors.ts'
import { assertFormula, cut, sumsOf } from './formula.ts'
import { competition } from './rank.ts'
import { nearestSwap, type Line } from './swap.ts'
import type { RankMove, SensitivityResult } from './moves.ts'
import type { Candidate, Formula, RankedRow } from './types.ts'

function linesOf(formula: Formula, candidates: readonly Candidate[], place: number): Line[] {
  const others = formula.map((term, index) => (index === place ? { ...term, weight: 0 } : term))
  const alone = formula.map((term, index) => ({ ...term, weight: index === place ? 1 : 0 }))
  return candidates.map(({ id, values }) => {
    const rest = sumsOf(others, values)
    const own = sumsOf(alone, values)
    return { id, points: rest.points, known: rest.known, ownPoints: own.points, ownKnown: own.known }
  })
}

function rowsAt(lines: readonly Line[], weight: number): RankedRow[] {
  return competition(lines.flatMap(({ id, points, known, ownPoints, ownKnown }) => {
    const total = known + weight * ownKnown
    return total === 0 ? [] : [{ id, score: cut((points + weight * ownPoints) / total), coverage: 1 }]
  }))
}

function movesBetween(before: readonly RankedRow[], after: readonly RankedRow[]): RankMove[] {
  const ranks = new Map(after.map(({ id, rank }) => [id, rank]))
  return before.flatMap(({ id, rank }) => {
    const now = ranks.get(id)
    return now === undefined || now === rank ? [] : [{ id, before: rank, after: now }]
  })
}

/**
 * Who changes rank if this weight moves, and how far must it move before two neighbours swap? Exact: scores are ratios of
 * two lines in the weight, whose crossings are roots of a quadratic. Neighbours that are tied now only part; that is no swap.
 * Cost: O(n log n).
 * @param step how far the weight moves on either side, above 0.
 * @throws MethodInputError on an impossible formula or value, an unknown term, or a step of 0 or less.
 */
export function sensitivity(formula: Formula, candidates: readonly Candidate[], key: string, step: number): SensitivityResult {
  assertFormula(formula)
  if (!(step > 0 && Number.isFinite(step))) throw new MethodInputError('weight-out-of-range', 'The step is above 0')
  const place = formula.findIndex((term) => term.key === key)
  const term = formula[place]
  if (term === undefined) throw new MethodInputError('unknown-term', `No term ${key} in the formula`)
  const { weight } = term
  const lines = linesOf(formula, candidates, place)
  const now = rowsAt(lines, weight)
  const side = (moved: number) => ({ weight: moved, moves: movesBetween(now, rowsAt(lines, moved)) })
  const nearestDown = nearestSwap(lines, weight, 'down')
  const nearestUp = nearestSwap(lines, weight, 'up')
  return {
    method: 'ranking-sensitivity@1', key, weight,
    down: side(Math.max(0, weight - step)),
    up: side(weight + step),
    ...(nearestDown === undefined ? {} : { nearestDown }),
    ...(nearestUp === undefined ? {} : { nearestUp }),
  }
}
