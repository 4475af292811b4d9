import type { Activity, ActivityStatus } from '../activities/store.ts'

const DAY_MS = 86_400_000
const utc = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`)
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** Days from one day to another, negative when it lies before. */
export const daysBetween = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / DAY_MS)

/** A month of a line of time: its first day within the span, and its share of it (0–1). */
export interface MonthMark { month: string; start: number; share: number }

/** A span of days on a line, both included. */
export interface Span { from: string; to: string }

/** The span that holds a plan and all of its activities, from the first of a month to the last. */
export function spanOf(plan: { startsOn: string; endsOn: string }, activities: readonly Pick<Activity, 'startsOn' | 'endsOn' | 'sessions'>[]): Span {
  const days = [plan.startsOn, plan.endsOn, ...activities.flatMap((a) => [a.startsOn, a.endsOn, ...a.sessions.map((s) => s.startsAt.slice(0, 10))])].toSorted()
  const [first = plan.startsOn, last = plan.endsOn] = [days[0], days.at(-1)]
  const end = new Date(`${last.slice(0, 7)}-01T00:00:00Z`)
  end.setUTCMonth(end.getUTCMonth() + 1)
  return { from: `${first.slice(0, 7)}-01`, to: dayOf(end.getTime() - DAY_MS) }
}

/** Where a day begins on the line, 0–1; days beyond either end stand at it. */
export function placeOf(day: string, { from, to }: Span): number {
  const whole = daysBetween(from, to) + 1
  return Math.min(1, Math.max(0, daysBetween(from, day) / whole))
}

/** A bar from its first day to the end of its last one: start and length, 0–1. */
export function barOf({ startsOn, endsOn }: { startsOn: string; endsOn: string }, span: Span): { start: number; length: number } {
  const start = placeOf(startsOn, span)
  const end = placeOf(dayOf(utc(endsOn) + DAY_MS), span)
  return { start, length: Math.max(0.004, end - start) }
}

/** The months of a span, in order. */
export function monthsOf(span: Span): MonthMark[] {
  const months: MonthMark[] = []
  for (const cursor = new Date(`${span.from.slice(0, 7)}-01T00:00:00Z`); dayOf(cursor.getTime()) <= span.to; ) {
    const first = dayOf(cursor.getTime())
    cursor.setUTCMonth(cursor.getUTCMonth() + 1)
    const next = dayOf(cursor.getTime())
    const start = placeOf(first, span)
    months.push({ month: first.slice(0, 7), start, share: placeOf(next, span) - start })
  }
  return months
}

/** The days that a month shows in weeks from Monday, with those of its neighbours that fill them. */
export function weeksOf(month: string): string[][] {
  const first = utc(`${month}-01`)
  const lead = (new Date(first).getUTCDay() + 6) % 7
  const start = first - lead * DAY_MS
  const weeks: string[][] = []
  for (let w = 0; w < 6; w += 1) {
    const days = Array.from({ length: 7 }, (_, d) => dayOf(start + (w * 7 + d) * DAY_MS))
    if (w > 0 && !days.some((day) => day.startsWith(month))) break
    weeks.push(days)
  }
  return weeks
}

export const shiftMonth = (month: string, by: number): string => {
  const date = new Date(`${month}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + by)
  return date.toISOString().slice(0, 7)
}

/** The columns of the board, in their order; within each, the first to end first. */
export function boardOf(activities: readonly Activity[], statuses: readonly ActivityStatus[]): { status: ActivityStatus; rows: Activity[] }[] {
  return statuses.map((status) => ({ status, rows: activities.filter((a) => a.status === status).toSorted((a, b) => a.endsOn.localeCompare(b.endsOn) || a.title.localeCompare(b.title)) }))
}

/** Share of `done` in `planned`, 0–1; null when nothing was planned. */
export const shareOf = (done: number, planned: number): number | null => (planned > 0 ? Math.min(1, done / planned) : null)
