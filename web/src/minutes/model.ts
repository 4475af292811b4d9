import type { HeldPosition, MinutesPoint, MinutesPresence } from './types.ts'

export type PositionKey = 'against2' | 'against1' | 'neutral' | 'for1' | 'for2' | 'abstained' | 'noAnswer' | 'notAsked' | 'left' | 'contested'
const valued = ['against2', 'against1', 'neutral', 'for1', 'for2'] as const
const silent = { abstained: 'abstained', no_answer: 'noAnswer', not_asked: 'notAsked', left_before: 'left', contested: 'contested' } as const

/** How a status is coloured, the same on every screen. */
export const statusTone = { draft: 'plain', circulated: 'accent', corrected: 'warning', approved: 'success', published: 'success' } as const

/** The one word of a position in the minutes. */
export const keyOf = ({ state, value }: Pick<HeldPosition, 'state' | 'value'>): PositionKey => (state === 'stated' ? (valued[(value ?? 0) + 2] ?? 'neutral') : silent[state])

export interface Held { key: PositionKey; rows: HeldPosition[] }
export interface Sides { agreed: Held[]; opposed: Held[]; others: Held[] }

const order = { agreed: ['for2', 'for1'], opposed: ['against2', 'against1'], others: ['neutral', 'abstained', 'noAnswer', 'contested', 'left', 'notAsked'] } as const

/** Who agrees, who disagrees, and who takes no side, each by position; empty ones are left out. */
export function sidesOf(rows: readonly HeldPosition[]): Sides {
  const held = (keys: readonly PositionKey[]): Held[] => keys.map((key) => ({ key, rows: rows.filter((row) => keyOf(row) === key) })).filter((group) => group.rows.length > 0)
  return { agreed: held(order.agreed), opposed: held(order.opposed), others: held(order.others) }
}

export const hasWords = (row: { reason: string; reservation: string; condition: string }): boolean => row.reason !== '' || row.reservation !== '' || row.condition !== ''

/** Counts for the bar: a contested position is asked and without value. */
export function barOf({ counts }: MinutesPoint) {
  if (!counts) return null
  const { against2, against1, neutral, for1, for2, abstained, noAnswer, contested } = counts
  return { against2, against1, neutral, for1, for2, abstained, unknown: noAnswer + contested }
}

export const cameTo = (row: MinutesPresence): boolean => row.status !== 'absent' && row.status !== 'apologised'
