import type { Board, BoardHolder, BoardPoint, BoardPosition, Choice, DistributionCounts } from './types.ts'

export type ChoiceKey = 'against2' | 'against1' | 'neutral' | 'for1' | 'for2' | 'abstained' | 'noAnswer' | 'notAsked' | 'left' | 'contested'
/** What is shown of a position: what was recorded, and what its holder says of the record. */
export type Shown = Choice & { confirmation?: BoardPosition['confirmation'] | undefined }

const byValue = ['against2', 'against1', 'neutral', 'for1', 'for2'] as const
const byState = { abstained: 'abstained', no_answer: 'noAnswer', not_asked: 'notAsked', left_before: 'left' } as const

/** The one word (`common.position.*`) of a position; contested by its holder, it is none. */
export function keyOf(choice: Shown): ChoiceKey {
  if (choice.confirmation === 'contested') return 'contested'
  return choice.state === 'stated' ? (byValue[(choice.value ?? 0) + 2] ?? 'neutral') : byState[choice.state]
}

/** The sign that stands beside the colour: −2 … +2, or a letter. */
export function signOf(choice: Shown): string {
  if (choice.confirmation === 'contested') return '\u2715'
  if (choice.state === 'stated') return choice.value === null ? '' : choice.value > 0 ? `+${choice.value}` : String(choice.value).replace('-', '\u2212')
  return { abstained: 'A', no_answer: '?', not_asked: '·', left_before: '→' }[choice.state]
}

/** How many hold each opinion; who was not asked or had left counts nowhere. */
export function countChoices(list: readonly Shown[]): DistributionCounts {
  const counts: DistributionCounts = { against2: 0, against1: 0, neutral: 0, for1: 0, for2: 0, abstained: 0, unknown: 0, contested: 0 }
  for (const choice of list) {
    const key = keyOf(choice)
    if (key === 'noAnswer') counts.unknown += 1
    else if (key !== 'notAsked' && key !== 'left') counts[key] += 1
  }
  return counts
}

/** The rows of a session by point and holder: on the wording last discussed there. */
export function positionsByCell(rows: readonly BoardPosition[]): Map<string, BoardPosition> {
  const cells = new Map<string, BoardPosition>()
  for (const row of rows) {
    const key = cellKey(row.pointId, row.holderId)
    const known = cells.get(key)
    if (!known || row.versionNumber > known.versionNumber) cells.set(key, row)
  }
  return cells
}

export const cellKey = (pointId: string, holderId: string): string => `${pointId}/${holderId}`

/** Points that can be recorded, in the order of the agenda. */
export const pointsOf = (board: Board | undefined): readonly BoardPoint[] => board?.points ?? []

/** Columns of the grid for so many holders: up to sixty fit a laptop's screen without scrolling. */
export function columnsFor(count: number): number {
  if (count <= 4) return Math.max(1, count)
  if (count <= 9) return 3
  if (count <= 16) return 4
  if (count <= 25) return 5
  if (count <= 36) return 6
  return count <= 49 ? 7 : 8
}

/** How much room a cell has, for the size of its words. */
export const roomFor = (count: number): 'large' | 'medium' | 'small' => (count <= 16 ? 'large' : count <= 36 ? 'medium' : 'small')

/** A place in a circle of columns for a narrow screen. */
export const isHere = (holder: BoardHolder): boolean => holder.attendance !== null && ['present', 'remote', 'represented'].includes(holder.attendance.status)
