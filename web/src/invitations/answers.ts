import type { Invitation } from './types.ts'

/** What an invitation counts as in the figures: its answer, observers apart. */
export type Group = 'registered' | 'waitlisted' | 'represented' | 'observers' | 'unanswered' | 'apologised'
/** In the order in which they are read: who comes first. */
export const groups: readonly Group[] = ['registered', 'waitlisted', 'represented', 'observers', 'unanswered', 'apologised']

export function groupOf({ status, role }: Pick<Invitation, 'status' | 'role'>): Group {
  if (status === 'invited') return 'unanswered'
  return status === 'registered' && role === 'observer' ? 'observers' : status
}

/** How many stand in each group. */
export function countGroups(rows: readonly Invitation[]): Record<Group, number> {
  const counts: Record<Group, number> = { registered: 0, waitlisted: 0, represented: 0, observers: 0, unanswered: 0, apologised: 0 }
  for (const row of rows) counts[groupOf(row)] += 1
  return counts
}

/** People whom those who come, or gave their proxy, speak for; null when no headcount is known. */
export function peopleBehind(rows: readonly Invitation[]): number | null {
  const known = rows.filter((row) => row.headcount !== null && ['registered', 'represented'].includes(groupOf(row)))
  return known.length === 0 ? null : known.reduce((sum, row) => sum + (row.headcount ?? 0), 0)
}

/** Where an invitation stands on its way: not sent, written to without address, or what became of the last mail. */
export type Delivery = 'unsent' | 'noAddress' | 'byHand' | 'queued' | 'sent' | 'parked'
export function deliveryOf(row: Pick<Invitation, 'sentAt' | 'hasAddress' | 'lastMail'>): Delivery {
  if (row.lastMail && row.lastMail.status !== 'cancelled') return row.lastMail.status === 'sending' ? 'queued' : row.lastMail.status
  if (row.sentAt !== null) return 'byHand'
  return row.hasAddress ? 'unsent' : 'noAddress'
}

/** What waits to be done about the invitations of a session. */
export interface Pending { unsent: Invitation[]; untold: Invitation[]; silent: Invitation[]; unreachable: Invitation[]; refused: Invitation[] }
export const pendingOf = (rows: readonly Invitation[]): Pending => ({
  unsent: rows.filter((row) => deliveryOf(row) === 'unsent'),
  untold: rows.filter((row) => !row.told),
  silent: rows.filter((row) => row.status === 'invited' && row.sentAt !== null && deliveryOf(row) !== 'parked'),
  unreachable: rows.filter((row) => deliveryOf(row) === 'noAddress'),
  refused: rows.filter((row) => deliveryOf(row) === 'parked'),
})
