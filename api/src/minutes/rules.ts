import type { schema } from '@convergence/db'

export type MinutesStatus = (typeof schema.minutesStatus.enumValues)[number]

const next: Record<MinutesStatus, readonly MinutesStatus[]> = {
  draft: ['circulated', 'approved'],
  // What was sent out cannot be unsent: the way back to writing is "corrected", which says so.
  circulated: ['circulated', 'corrected', 'approved'],
  corrected: ['circulated', 'approved'],
  approved: ['published'],
  // The publication can be taken back: that changes who reads, not what was approved, and is an act of its own.
  published: [],
}

/** Whether minutes may pass from one status to another; circulated again means a new version. */
export const mayBecome = (from: MinutesStatus, to: MinutesStatus): boolean => next[from].includes(to)

/** Whether the text may still be written: not while it is out for reading, and never again once approved. */
export const isWritable = (status: MinutesStatus): boolean => status === 'draft' || status === 'corrected'

/** Whether the content is the one that was approved, whatever the records became since. */
export const isLocked = (status: MinutesStatus): boolean => status === 'approved' || status === 'published'
