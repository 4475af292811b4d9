import { boardsOf } from './boards.ts'
import type { Scheme } from './store.ts'

/** What a small drawing of a grid shows of a class: the cell of a board of four, with the side of the cube, or the three attributes of salience. */
export type Glyph = { kind: 'board'; row: boolean; column: boolean; side?: 'for' | 'against' } | { kind: 'attributes'; held: readonly [power: boolean, legitimacy: boolean, urgency: boolean] }

const held: Readonly<Record<string, readonly [boolean, boolean, boolean]>> = {
  definitive: [true, true, true], dominant: [true, true, false], dangerous: [true, false, true], dependent: [false, true, true],
  dormant: [true, false, false], discretionary: [false, true, false], demanding: [false, false, true], 'non-stakeholder': [false, false, false],
}

/** The drawing of a class in its grid; undefined for a class that the grid does not know. */
export function glyphOf(scheme: Scheme, code: string): Glyph | undefined {
  if (scheme === 'salience') return held[code] && { kind: 'attributes', held: held[code] }
  for (const { cells, title } of boardsOf[scheme]) {
    const cell = cells.find((one) => one.code === code)
    if (cell) return { kind: 'board', row: cell.row, column: cell.column, ...(title ? { side: title } : {}) }
  }
  return undefined
}
