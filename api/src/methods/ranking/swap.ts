import { cut } from './formula.ts'
import type { WeightSwap } from './moves.ts'

/** Score of a candidate as a function of the weight w of one term: (points + w · ownPoints) / (known + w · ownKnown). */
export interface Line {
  readonly id: string
  readonly points: number
  readonly known: number
  readonly ownPoints: number
  /** 1 when the term is known for this candidate, else 0. */
  readonly ownKnown: number
}

/** A crossing this near to the present weight is the present tie itself. */
const TINY = 1e-9

const totalAt = (line: Line, weight: number): number => line.known + weight * line.ownKnown
const scoreAt = (line: Line, weight: number): number => cut((line.points + weight * line.ownPoints) / totalAt(line, weight))

/** How fast the score moves with the weight. */
const slopeAt = (line: Line, weight: number): number =>
  (line.ownPoints * line.known - line.points * line.ownKnown) / totalAt(line, weight) ** 2

/** Weights at which two scores cross: roots of a quadratic, a straight line when both know the term, or neither does. */
function crossings(a: Line, b: Line): number[] {
  const square = a.ownPoints * b.ownKnown - b.ownPoints * a.ownKnown
  const linear = a.points * b.ownKnown + a.ownPoints * b.known - b.points * a.ownKnown - b.ownPoints * a.known
  const constant = a.points * b.known - b.points * a.known
  const size = Math.max(Math.abs(square), Math.abs(linear), Math.abs(constant))
  if (size === 0) return []
  if (Math.abs(square) <= 1e-14 * size) return Math.abs(linear) <= 1e-14 * size ? [] : [-constant / linear]
  const discriminant = linear * linear - 4 * square * constant
  // A double root is a touch, not a crossing.
  if (discriminant <= 0) return []
  // The sum that does not cancel first, the other root from the product of both.
  const far = -0.5 * (linear + (linear >= 0 ? 1 : -1) * Math.sqrt(discriminant))
  return far === 0 ? [0] : [far / square, constant / far]
}

/**
 * Nearest weight on one side at which two neighbours swap. Only neighbours need looking at: as the weight leaves its place
 * the first crossing is between two of them, tied ones being ordered by how fast each moves.
 */
export function nearestSwap(lines: readonly Line[], weight: number, side: 'up' | 'down'): WeightSwap | undefined {
  const way = side === 'up' ? 1 : -1
  const scored = lines.filter((line) => totalAt(line, weight) > 0)
    .map((line) => ({ line, score: scoreAt(line, weight), slope: way * slopeAt(line, weight) }))
    .sort((a, b) => b.score - a.score || b.slope - a.slope || (a.line.id < b.line.id ? -1 : 1))
  let nearest: WeightSwap | undefined
  for (let index = 1; index < scored.length; index += 1) {
    const above = scored[index - 1]?.line
    const below = scored[index]?.line
    if (above === undefined || below === undefined) continue
    for (const root of crossings(above, below)) {
      const ahead = (root - weight) * way
      const closer = nearest === undefined || ahead < (nearest.weight - weight) * way
      const real = root >= 0 && totalAt(above, root) > 0 && totalAt(below, root) > 0
      if (real && closer && ahead > TINY * Math.max(1, weight)) nearest = { above: above.id, below: below.id, weight: cut(root) }
    }
  }
  return nearest
}
