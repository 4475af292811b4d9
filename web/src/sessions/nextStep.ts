import { pendingOf } from '../invitations/answers.ts'
import type { Invitation } from '../invitations/types.ts'
import type { Board } from './types.ts'

/** What stands between a session and its opening, the most pressing first; `n` is its figure. */
export interface Step { key: 'announce' | 'agenda' | 'invite' | 'send' | 'refused' | 'unreachable' | 'silent' | 'facilitator' | 'open' | 'wait'; n: number }

const HOUR_MS = 3_600_000
/** A room opens its doors this long before the hour. */
const HOURS_BEFORE = 12

/** Every step that is left for a session to come; the first is the one to take now. */
export function stepsOf(board: Board, invitations: readonly Invitation[], now: Date): Step[] {
  const { session, agenda } = board
  const pending = pendingOf(invitations)
  const announce: Step[] = pending.untold.length > 0 ? [{ key: 'announce', n: pending.untold.length }] : []
  if (session.status === 'cancelled') return announce
  if (session.status !== 'planned') return []
  const some = (key: Step['key'], n: number): Step[] => (n > 0 ? [{ key, n }] : [])
  const soon = Date.parse(session.startsAt) - now.getTime() < HOURS_BEFORE * HOUR_MS
  const steps = [
    ...announce,
    ...(agenda.length === 0 ? [{ key: 'agenda' as const, n: 0 }] : []),
    ...(invitations.length === 0 ? [{ key: 'invite' as const, n: 0 }] : []),
    ...some('send', pending.unsent.length), ...some('refused', pending.refused.length), ...some('unreachable', pending.unreachable.length),
    ...(session.facilitatorId === null ? [{ key: 'facilitator' as const, n: 0 }] : []),
    ...some('silent', pending.silent.length),
  ]
  return soon ? [{ key: 'open', n: 0 }, ...steps] : steps.length > 0 ? steps : [{ key: 'wait', n: 0 }]
}
