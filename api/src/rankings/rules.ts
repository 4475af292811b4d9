import type { schema } from '@convergence/db'
import { type Contribution, scoreOf } from '../methods/ranking/index.ts'

const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })

/** True when a day of adoption is before the day that the ranking describes, or to come. */
export const adoptionFault = (adoptedOn: string, asOf: Date, now: Date): boolean => adoptedOn < parisDay.format(asOf) || adoptedOn > parisDay.format(now)

/** What a stored row knows of each term, in their order: null and 0 where nothing is known. */
export interface StoredCells { termValues: readonly (number | null)[]; termCounts: readonly number[] }

/** The values of a stored row, each within the scale of its term. */
export const valuesOf = (terms: readonly schema.RankedTerm[], { termValues }: Pick<StoredCells, 'termValues'>): (number | null)[] => terms.map((term, place) => clampKnown(term, termValues[place] ?? null))

/** Within the scale: a value brought there from another scale may be off by a rounding. */
export const clamp = ({ min, max }: { min: number; max: number }, value: number): number => Math.min(max, Math.max(min, value))
export const clampKnown = (term: schema.RankedTerm | undefined, value: number | null): number | null => (value === null || !term ? value : clamp(term, value))

export type RowContribution = Omit<Contribution, 'key'> & { code: string; n: number }

/** What each known term of a stored row gives to its total. */
export function contributionsOf(terms: readonly schema.RankedTerm[], row: StoredCells): RowContribution[] {
  return scoreOf(terms, valuesOf(terms, row)).contributions.map(({ key: code, ...rest }) => ({ code, ...rest, n: row.termCounts[terms.findIndex((t) => t.key === code)] ?? 0 }))
}
