import type { Stakeholder, StakeholderBatch } from './types.ts'

/** What one does to many at once. */
export type BulkChange = { addTags: string[] } | { removeTags: string[] } | { categoryId: string | null } | { status: Stakeholder['status'] }

const MOST_AT_ONCE = 1000

const chunks = (ids: readonly string[]): string[][] => Array.from({ length: Math.ceil(ids.length / MOST_AT_ONCE) }, (_, i) => ids.slice(i * MOST_AT_ONCE, (i + 1) * MOST_AT_ONCE))

/** The requests that make a change. */
export const batchesOf = (ids: readonly string[], change: BulkChange): StakeholderBatch[] => chunks(ids).map((part) => ({ ids: part, ...change }))

/** The requests that give each row back what it had: only what the change altered, row by row. */
export function undoOf(rows: readonly Stakeholder[], change: BulkChange): StakeholderBatch[] {
  if ('addTags' in change) return change.addTags.flatMap((tag) => batchesOf(rows.filter((row) => !row.tags.includes(tag)).map((row) => row.id), { removeTags: [tag] }))
  if ('removeTags' in change) return change.removeTags.flatMap((tag) => batchesOf(rows.filter((row) => row.tags.includes(tag)).map((row) => row.id), { addTags: [tag] }))
  if ('status' in change) return grouped(rows.filter((row) => row.status !== change.status), (row) => row.status).flatMap(([status, part]) => batchesOf(part.map((row) => row.id), { status }))
  return grouped(rows.filter((row) => row.categoryId !== change.categoryId), (row) => row.categoryId).flatMap(([categoryId, part]) => batchesOf(part.map((row) => row.id), { categoryId }))
}

function grouped<K>(rows: readonly Stakeholder[], key: (row: Stakeholder) => K): [K, Stakeholder[]][] {
  const groups = new Map<K, Stakeholder[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return [...groups]
}
