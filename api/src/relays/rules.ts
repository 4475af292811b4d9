import type { schema } from '@convergence/db'

export type ReportStatus = (typeof schema.reportStatus.enumValues)[number]
export type ReportDeed = 'edit' | 'submit' | 'validate' | 'reopen' | 'remove'

const deeds = { draft: ['edit', 'submit', 'remove'], submitted: ['edit', 'validate', 'reopen'], validated: ['reopen'] } as const satisfies Record<ReportStatus, readonly ReportDeed[]>
export const reportDeeds = ['edit', 'submit', 'validate', 'reopen', 'remove'] as const satisfies readonly ReportDeed[]

export const mayDo = (status: ReportStatus): readonly ReportDeed[] => deeds[status]
export const allows = (status: ReportStatus, deed: ReportDeed): boolean => mayDo(status).includes(deed)

export const progressStates = ['done', 'late', 'due', 'open'] as const
export type ProgressState = (typeof progressStates)[number]
/** Days ahead in which a progress action is told as due. */
export const DAYS_DUE = 30

/** Where a progress action stands on a day; days are YYYY-MM-DD, `soon` is the last day told as due. */
export function progressState({ dueOn, doneOn }: { dueOn: string | null; doneOn: string | null }, today: string, soon: string): ProgressState {
  if (doneOn !== null) return 'done'
  if (dueOn === null) return 'open'
  return dueOn < today ? 'late' : dueOn <= soon ? 'due' : 'open'
}

/** Mean maturity 0–4 of what was reported; null of nothing. */
export const meanOf = (levels: readonly number[]): number | null => (levels.length === 0 ? null : levels.reduce((sum, n) => sum + n, 0) / levels.length)
