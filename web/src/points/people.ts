import type { PointDetail, PointHolder, Statement } from './store.ts'

export interface AxisRow {
  id: string
  name: string
  categoryId: string | null
  positionId: string
  value: number
  before: number | null
  moved: boolean
  confirmation: string
}

/** Holders with a value, from the most for to the most against; within a value, who moved first, then by name. */
export const axisRows = (holders: readonly PointHolder[]): AxisRow[] =>
  holders
    .flatMap(({ id, name, categoryId, current, before }) =>
      current?.state === 'stated' && current.value !== null
        ? [{ id, name, categoryId, positionId: current.id, value: current.value, before, moved: before !== null && before !== current.value, confirmation: current.confirmation }]
        : [],
    )
    .toSorted((a, b) => b.value - a.value || Number(b.moved) - Number(a.moved) || a.name.localeCompare(b.name, 'fr'))

export type Side = 'for' | 'against' | 'middle'
export interface Quote {
  holder: PointHolder
  statement: Statement
}

const sideOf = (statement: Statement): Side => (statement.value === null || statement.value === 0 ? 'middle' : statement.value > 0 ? 'for' : 'against')

/** What holders say now, on each side: only those who gave words, the strongest first. */
export function quotesOf(holders: readonly PointHolder[]): Record<Side, Quote[]> {
  const sides: Record<Side, Quote[]> = { for: [], against: [], middle: [] }
  for (const holder of holders) {
    const { current } = holder
    if (current && (current.reason || current.reservation || current.condition)) sides[sideOf(current)].push({ holder, statement: current })
  }
  const strongest = (a: Quote, b: Quote): number => Math.abs(b.statement.value ?? 0) - Math.abs(a.statement.value ?? 0) || Number(b.statement.reservation !== '') - Number(a.statement.reservation !== '')
  for (const list of Object.values(sides)) list.sort(strongest)
  return sides
}

/** The session that last changed what is known of a point: not one that is only planned. */
export const lastSession = ({ point, sessions }: PointDetail): PointDetail['sessions'][number] | undefined => {
  const id = point.trend.findLast((step) => step.sessionId !== null)?.sessionId
  return sessions.find((session) => session.id === id)
}
