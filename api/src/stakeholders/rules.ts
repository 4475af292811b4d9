type Status = 'active' | 'emerging' | 'archived'

/** The day of archiving that follows from a change of status: set when archived, cleared when brought back; none when the change says it. */
export function archivalOf(before: { status: Status }, change: { status?: Status | undefined; archivedOn?: string | null | undefined }, today: string): { archivedOn?: string | null } {
  if (change.status === undefined || change.archivedOn !== undefined || change.status === before.status) return {}
  if (change.status === 'archived') return { archivedOn: today }
  return before.status === 'archived' ? { archivedOn: null } : {}
}

type Fields = Record<string, unknown>

/**
 * What a row was right after one of its changes: the changes that came later, the latest first, undone one by one. Only
 * the fields that would change; what no change tells of (an import, a seed) stays as it is.
 */
export function fieldsToRestore(now: Fields, later: readonly { before: Fields | null }[]): Fields {
  const then = Object.assign({}, ...later.map((change) => change.before ?? {})) as Fields
  return Object.fromEntries(Object.entries(then).filter(([field, value]) => JSON.stringify(now[field] ?? null) !== JSON.stringify(value ?? null)))
}
