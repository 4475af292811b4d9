import type { Cell } from '../sessions/useRecorder.ts'
import type { Board, BoardPoint, Choice, Words } from '../sessions/types.ts'

export type ReasonRule = Board['session']['reasonRule']
export interface Place { pointId: string; holderId: string }
interface Named { id: string }

/** Whether a position still owes its reason under the rule of the session; a reservation says why as well. The server decides the same when it closes. */
export function owesReason(rule: ReasonRule, cell: (Choice & Pick<Words, 'reason' | 'reservation'>) | null): boolean {
  if (!cell || rule === 'optional' || cell.state !== 'stated' || `${cell.reason}${cell.reservation}`.trim() !== '') return false
  return rule === 'required' || (cell.value ?? 0) < 0
}

/** Every position that owes its reason, on every point. */
export function owedPlaces(rule: ReasonRule, points: readonly BoardPoint[], holders: readonly Named[], cellOf: (point: BoardPoint, holderId: string) => Cell | null): Place[] {
  if (rule === 'optional') return []
  return points.flatMap((point) => holders.filter((holder) => owesReason(rule, cellOf(point, holder.id))).map((holder) => ({ pointId: point.id, holderId: holder.id })))
}

/** The next missing reason in the order of points and holders after a place; the first again at the end. `done` is one just filled. */
export function nextOwed(owed: readonly Place[], points: readonly Named[], holders: readonly Named[], from: Place | null, done: Place | null = null): Place | null {
  const indexOf = (list: readonly Named[], id: string): number => list.findIndex((one) => one.id === id)
  const rank = (p: Place): number => indexOf(points, p.pointId) * 10_000 + indexOf(holders, p.holderId)
  const sorted = owed.filter((p) => p.pointId !== done?.pointId || p.holderId !== done.holderId).toSorted((a, b) => rank(a) - rank(b))
  return (from ? sorted.find((p) => rank(p) > rank(from)) : undefined) ?? sorted[0] ?? null
}
