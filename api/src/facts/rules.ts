export const factStates = ['done', 'partly', 'missing'] as const
export type FactState = (typeof factStates)[number]
export interface FactCount { counted: number; n: number }

/** `any`: one row that counts makes it done; `all`: every row must count, and there must be one. */
export function factState(wants: 'any' | 'all', { counted, n }: FactCount): FactState {
  if (counted === 0) return 'missing'
  return wants === 'any' || counted === n ? 'done' : 'partly'
}
