import type { DrawnEdge } from '../elements.ts'
import type { Point } from '../model.ts'
import type { Piece } from './scene.ts'

export interface TrailStep { at: Point; date: string }
export interface Trail { id: string; color: string; steps: readonly TrailStep[]; dated: boolean }

const DOT = 8

/** The former places of a node, the oldest first, tied to where it stands now; with their dates when it is looked at. */
export function trailPieces({ id, color, steps, dated }: Trail): { pieces: Piece[]; edges: DrawnEdge[] } {
  const dot = (i: number): string => `trail:${id}:${i}`
  const pieces = steps.flatMap((step, i): Piece[] => [
    { id: dot(i), at: step.at, classes: 'trail', color, size: DOT, of: id },
    ...(dated ? [{ id: `${dot(i)}:date`, at: step.at, classes: `caption ${i % 2 === 0 ? 'cap-n' : 'cap-s'}`, label: step.date, font: 11 }] : []),
  ])
  const edges = steps.map((_, i): DrawnEdge => {
    const target = i + 1 < steps.length ? dot(i + 1) : id
    return { id: `${dot(i)}→`, classes: 'trail', data: { id: `${dot(i)}→`, source: dot(i), target, width: 1.5, color, of: id } }
  })
  return { pieces, edges }
}
