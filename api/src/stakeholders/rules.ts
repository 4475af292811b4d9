type Status = 'active' | 'emerging' | 'archived'

/** The day of archiving that follows from a change of status: set when archived, cleared when brought back; none when the change says it. */
export function archivalOf(before: { status: Status }, change: { status?: Status | undefined; archivedOn?: string | null | undefined }, today: string): { archivedOn?: string | null } {
  if (change.status === undefined || change.archivedOn !== undefined || change.status === before.status) return {}
  if (change.status === 'archived') return { archivedOn: today }
  return before.status === 'archived' ? { archivedOn: null } : {}
}
