import { countsOf } from '../convergence/counting.ts'
import type { Labels, MinutesPosition, MinutesPositions } from './content.ts'

/** Fewer holders than this, and a figure would tell who said what. */
export const LEAST_HOLDERS = 3

interface Group { labels: Labels[]; rows: MinutesPosition[] }

/**
 * Positions by college. A college of fewer than three holders is put together with the other small ones; if they are still
 * fewer than three, with the next smallest too: left out alone, it could be had by subtraction from the total.
 */
export function byCollege(rows: readonly MinutesPosition[]): MinutesPositions {
  const asked = rows.filter((row) => row.state !== 'not_asked' && row.state !== 'left_before')
  const nothing = { by: 'college' as const, groups: [], together: false, withheld: asked.length > 0, words: [] }
  if (asked.length < LEAST_HOLDERS) return nothing
  const groups = merged(grouped(asked))
  return {
    by: 'college', withheld: false, together: groups.some((group) => group.labels.length > 1),
    groups: groups.map(({ labels, rows }) => ({ labels, holders: rows.length, counts: countRows(rows), contested: rows.filter((row) => row.state === 'contested').length })),
    words: groups.flatMap(({ labels, rows }) => rows.filter(hasWords).map(({ reason, reservation, condition }) => ({ labels, reason, reservation, condition })).sort(byText)),
  }
}

const hasWords = (row: MinutesPosition): boolean => row.reason !== '' || row.reservation !== '' || row.condition !== ''

/** Alphabetical, so that the order of the words does not tell whose they are. */
const byText = (a: Words, b: Words): number => `${a.reason}${a.reservation}${a.condition}`.localeCompare(`${b.reason}${b.reservation}${b.condition}`, 'fr')
type Words = Pick<MinutesPosition, 'reason' | 'reservation' | 'condition'>

/** Counts of positions; a contested one is asked and without value. */
export const countRows = (rows: readonly MinutesPosition[]) => countsOf(rows.map(({ state, value }) => ({ state, value, n: 1 })))

function grouped(rows: readonly MinutesPosition[]): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const group = groups.get(row.college.fr) ?? { labels: [row.college], rows: [] }
    group.rows.push(row)
    groups.set(row.college.fr, group)
  }
  return [...groups.values()].sort((a, b) => (a.labels[0]?.fr ?? '').localeCompare(b.labels[0]?.fr ?? '', 'fr'))
}

function merged(groups: readonly Group[]): Group[] {
  const large = groups.filter((group) => group.rows.length >= LEAST_HOLDERS)
  const small = groups.filter((group) => group.rows.length < LEAST_HOLDERS)
  if (small.length === 0) return large
  const bySize = [...large].sort((a, b) => a.rows.length - b.rows.length)
  while (small.reduce((n, group) => n + group.rows.length, 0) < LEAST_HOLDERS) {
    const next = bySize.shift()
    if (!next) break
    small.push(next)
  }
  const rest = large.filter((group) => !small.includes(group))
  return [...rest, { labels: small.flatMap((group) => group.labels), rows: small.flatMap((group) => group.rows) }]
}
