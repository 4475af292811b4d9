import type { AgendaItem } from './store.ts'

type Timed = Pick<AgendaItem, 'startedAt' | 'endedAt' | 'durationMinutes'>

/** Seconds that an item has taken; null before it begins. */
export const spentSeconds = (item: Timed, now: number): number | null => (item.startedAt ? Math.max(0, Math.floor(((item.endedAt ? Date.parse(item.endedAt) : now) - Date.parse(item.startedAt)) / 1000)) : null)

/** Whether the item is the one that runs. */
export const isRunning = (item: Timed): boolean => item.startedAt !== null && item.endedAt === null

/** Minutes still planned: what is left of the running item, and the whole of those that have not begun. */
export function remainingMinutes(items: readonly Timed[], now: number): number {
  return items.reduce((sum, item) => {
    if (item.startedAt === null) return sum + item.durationMinutes
    return isRunning(item) ? sum + Math.max(0, item.durationMinutes - Math.floor((spentSeconds(item, now) ?? 0) / 60)) : sum
  }, 0)
}

/** "12:34", "1:02:03". */
export function clockText(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}
