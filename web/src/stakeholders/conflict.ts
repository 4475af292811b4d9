import type { Stakeholder, StakeholderPatch } from './types.ts'

export type Field = keyof StakeholderPatch & keyof Stakeholder

export interface FieldConflict {
  field: Field
  /** What I read, what I wrote, what stands there now. */
  before: unknown
  mine: unknown
  theirs: unknown
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Only what the draft changes of what was read. */
export function changesOf(before: Stakeholder, draft: StakeholderPatch): StakeholderPatch {
  return Object.fromEntries(Object.entries(draft).filter(([field, value]) => value !== undefined && !same(before[field as Field], value)))
}

/** What somebody else changed since it was read; `mine` is undefined where I did not touch it. */
export function othersChanges(before: Stakeholder, now: Stakeholder, draft: StakeholderPatch, fields: readonly Field[]): FieldConflict[] {
  const mine = changesOf(before, draft)
  return fields.filter((field) => !same(before[field], now[field])).map((field) => ({ field, before: before[field], mine: mine[field], theirs: now[field] }))
}
