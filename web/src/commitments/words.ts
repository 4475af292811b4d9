import type { CommitmentState } from './store.ts'

export const states = ['open', 'blocked', 'contested', 'done', 'verified', 'dropped'] as const
const owed: readonly CommitmentState[] = ['open', 'blocked', 'contested']

const DAY_MS = 86_400_000
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS

/** How the day on which a commitment is due is said: a key of `commitments.due` and the days it counts. Days are YYYY-MM-DD. Pure. */
export function dueWords(state: CommitmentState, dueOn: string | null, today: string): { key: 'none' | 'late' | 'today' | 'soon' | 'later' | 'past'; n: number } {
  if (dueOn === null) return { key: 'none', n: 0 }
  const left = dayNumber(dueOn) - dayNumber(today)
  if (!owed.includes(state)) return { key: 'past', n: Math.abs(left) }
  if (left < 0) return { key: 'late', n: -left }
  if (left === 0) return { key: 'today', n: 0 }
  return { key: left <= 30 ? 'soon' : 'later', n: left }
}

/** Today in Paris, YYYY-MM-DD. */
export const parisToday = (now = new Date()): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(now)

/** The instant that an event of a day gets: now when it happened today, else noon of that day. */
export const instantOf = (day: string | undefined, today: string): string | undefined => (!day || day === today ? undefined : `${day}T11:00:00.000Z`)
