import type { Evaluation } from './store.ts'

/** What an evaluation is in, in one word: `evaluations.state.<key>`, and the tone of its badge. */
export function stateOf({ status, overdue }: Pick<Evaluation, 'status' | 'overdue'>): { key: 'draft' | 'open' | 'overdue' | 'closed'; tone: 'hollow' | 'accent' | 'warning' | 'plain' } {
  if (status === 'draft') return { key: 'draft', tone: 'hollow' }
  if (status === 'closed') return { key: 'closed', tone: 'plain' }
  return overdue ? { key: 'overdue', tone: 'warning' } : { key: 'open', tone: 'accent' }
}

/** The share, 0 to 1, that a count has of a total; 0 of nothing. */
export const shareOf = (n: number, total: number): number => (total === 0 ? 0 : n / total)
