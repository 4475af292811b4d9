import type { schema } from '@convergence/db'

export const commitmentStates = ['open', 'blocked', 'contested', 'done', 'verified', 'dropped'] as const
export type CommitmentState = (typeof commitmentStates)[number]
export type EventKind = (typeof schema.commitmentEventKind.enumValues)[number]

/** States in which something is still owed: past its day, the commitment is overdue. */
export const owedStates = ['open', 'blocked', 'contested'] as const satisfies readonly CommitmentState[]

const following: Record<CommitmentState, readonly EventKind[]> = {
  open: ['progress', 'blocked', 'dropped', 'done'],
  blocked: ['resumed', 'dropped', 'done'],
  // Contested: the counterpart says that it was not kept. It is taken up again, said to be done anew, or the counterpart says otherwise.
  contested: ['reopened', 'done', 'dropped', 'verified'],
  done: ['verified', 'contested', 'reopened'],
  verified: ['contested', 'reopened'],
  dropped: ['reopened'],
}

/** What may be said next of a commitment in a state. */
export const mayFollow = (state: CommitmentState): readonly EventKind[] => following[state]

/** The state after an event; progress changes none. */
export function stateAfter(state: CommitmentState, kind: EventKind): CommitmentState {
  if (kind === 'progress') return state
  return kind === 'resumed' || kind === 'reopened' ? 'open' : kind
}

/** Events that owe their reason. */
export const owesReason = (kind: EventKind): boolean => kind === 'blocked' || kind === 'dropped' || kind === 'contested' || kind === 'reopened'

/** Events that are the counterpart's word. */
export const isVerdict = (kind: EventKind): boolean => kind === 'verified' || kind === 'contested'

export const progressSources = ['milestones', 'declared', 'state', 'none'] as const
export interface ProgressInput {
  state: CommitmentState
  /** Sum of the weights of all milestones, and of those done. */
  weight: number
  weightDone: number
  /** The latest declared progress, 0–100; null when none was. */
  declared: number | null
}

/**
 * Progress 0–100 and what it rests on: the weighted share of milestones done; without milestones, 100 once the commitment
 * is said to be done, else the latest declared progress; 0 when nothing says anything.
 */
export function progressOf({ state, weight, weightDone, declared }: ProgressInput): { progress: number; progressFrom: (typeof progressSources)[number] } {
  if (weight > 0) return { progress: Math.round((weightDone / weight) * 100), progressFrom: 'milestones' }
  if (state === 'done' || state === 'verified') return { progress: 100, progressFrom: 'state' }
  return declared === null ? { progress: 0, progressFrom: 'none' } : { progress: declared, progressFrom: 'declared' }
}

/** True when a day has passed on which something still owed was due. Days are YYYY-MM-DD. */
export const isOverdue = (state: CommitmentState, dueOn: string | null, today: string): boolean => dueOn !== null && dueOn < today && owedStates.some((s) => s === state)
