import type { AgendaItem, BoardHolder } from '../sessions/types.ts'

/**
 * Whether a holder without a position on a point counts as gone before it: as the closing will write it. `beganAt` is when
 * the item was started, or null while it has not been.
 */
export function hadLeft(holder: Pick<BoardHolder, 'attendance'>, item: Pick<AgendaItem, 'startedAt'> | undefined, firstSaid: string | null, now: number): boolean {
  const left = holder.attendance?.leftAt
  if (!left) return false
  const began = [item?.startedAt, firstSaid].flatMap((at) => (at ? [Date.parse(at)] : []))
  return Date.parse(left) < (began.length > 0 ? Math.min(...began) : now)
}
