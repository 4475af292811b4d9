import type { Scheme } from './store.ts'

/** A cell of a board: the class, and whether the axes of its row and column are high there. */
export interface BoardCell { code: string; row: boolean; column: boolean }
/** A board of four cells: its axes by name, rows from high to low. */
export interface Board { row: string; column: string; cells: readonly BoardCell[]; title?: 'for' | 'against'; main?: string }

const cells = (highLow: string, highHigh: string, lowLow: string, lowHigh: string): BoardCell[] => [
  { code: highLow, row: true, column: false }, { code: highHigh, row: true, column: true }, { code: lowLow, row: false, column: false }, { code: lowHigh, row: false, column: true },
]

/** The boards of a grid; salience has circles instead. */
export const boardsOf: Readonly<Record<Exclude<Scheme, 'salience'>, readonly Board[]>> = {
  grid: [{ row: 'power', column: 'interest', cells: cells('keep-satisfied', 'key-players', 'minimal-effort', 'keep-informed'), main: 'key-players' }],
  savage: [{ row: 'threat', column: 'cooperation', cells: cells('non-supportive', 'mixed-blessing', 'marginal', 'supportive'), main: 'mixed-blessing' }],
  cube: [
    { row: 'power', column: 'interest', title: 'for', cells: cells('sleeping-giant', 'saviour', 'acquaintance', 'friend'), main: 'saviour' },
    { row: 'power', column: 'interest', title: 'against', cells: cells('time-bomb', 'saboteur', 'trip-wire', 'irritant'), main: 'saboteur' },
  ],
}

/** The seven regions of the circles and the outside, with the middle of each in percent of a square. */
export const vennRegions: readonly { code: string; x: number; y: number }[] = [
  { code: 'dormant', x: 50, y: 17 }, { code: 'discretionary', x: 19, y: 70 }, { code: 'demanding', x: 81, y: 70 },
  { code: 'dominant', x: 31, y: 43 }, { code: 'dangerous', x: 69, y: 43 }, { code: 'dependent', x: 50, y: 76 },
  { code: 'definitive', x: 50, y: 54 }, { code: 'non-stakeholder', x: 88, y: 9 },
]
export const vennCircles: readonly { axis: string; x: number; y: number }[] = [{ axis: 'power', x: 50, y: 34 }, { axis: 'legitimacy', x: 34, y: 63 }, { axis: 'urgency', x: 66, y: 63 }]
export const VENN_RADIUS = 29
