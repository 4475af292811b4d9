import type { schema } from '@convergence/db'

export type TrainingSessionStatus = (typeof schema.trainingSessionStatus.enumValues)[number]
type AttendanceStatus = (typeof schema.trainingAttendanceStatus.enumValues)[number]

/** Whether an attendance grants the skill: at a session that was held, by who came and showed it. */
export const grantsSkill = (status: TrainingSessionStatus, attendance: { status: AttendanceStatus; passed: boolean | null }): boolean =>
  status === 'held' && attendance.status === 'attended' && attendance.passed === true

/** Last day of a skill granted on a day, for a number of months; the same day of the month, or its last one. null: it does not lapse. */
export function lastDayOf(grantedOn: string, validMonths: number | null): string | null {
  if (validMonths === null) return null
  const [year = 0, month = 1, day = 1] = grantedOn.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + validMonths, 0))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()))).toISOString().slice(0, 10)
}

const next: Record<TrainingSessionStatus, readonly TrainingSessionStatus[]> = {
  planned: ['held', 'cancelled'],
  // Back again is the undo of a mistake; what was granted is taken back with it.
  held: ['planned'],
  cancelled: ['planned'],
}
export const mayBecome = (from: TrainingSessionStatus, to: TrainingSessionStatus): boolean => next[from].includes(to)

/** Whether one person more may register: places are counted on who is registered or came. */
export const hasRoom = (seats: number | null, taken: number): boolean => seats === null || taken < seats
