import type { schema } from '@convergence/db'
import { type Contribution, scoreOf } from '../methods/ranking/index.ts'

const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })

/** True when a day of adoption is before the day that the ranking describes, or to come. */
export const adoptionFault = (adoptedOn: string, asOf: Date, now: Date): boolean => adoptedOn < parisDay.format(asOf) || adoptedOn > parisDay.format(now)

/** What a stored row knows: place, value and number of raters of each known term, in one order. */
export interface StoredCells { termPlaces: readonly number[]; termValues: readonly number[]; termCounts: readonly number[] }

/** The values of a stored row in the order of the terms; null where nothing is known. */
export function valuesOf(terms: readonly schema.RankedTerm[], { termPlaces, termValues }: Pick<StoredCells, 'termPlaces' | 'termValues'>): (number | null)[] {
  return terms.map((term, place) => {
    const value = termValues[termPlaces.indexOf(place)]
    return value === undefined ? null : clamp(term, value)
  })
}

/** Within the scale: a value brought there from another scale may be off by a rounding. */
export const clamp = ({ min, max }: { min: number; max: number }, value: number): number => Math.min(max, Math.max(min, value))

export type RowContribution = Omit<Contribution, 'key'> & { code: string; n: number }

/** What each known term of a stored row gives to its total. */
export function contributionsOf(terms: readonly schema.RankedTerm[], row: StoredCells): RowContribution[] {
  return scoreOf(terms, valuesOf(terms, row)).contributions.map(({ key: code, ...rest }) => ({ code, ...rest, n: row.termCounts[row.termPlaces.indexOf(terms.findIndex((t) => t.key === code))] ?? 0 }))
}
