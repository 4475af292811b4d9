import type { schema } from '@convergence/db'
import { type Contribution, scoreOf } from '../methods/ranking/index.ts'
import { pointsOf } from './points.ts'

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

/** What each term of a stored row gives to its total, in the order of the terms; null where nothing is known. Adds up to the total. */
export function contributionsOf(terms: readonly schema.RankedTerm[], termValues: readonly (number | null)[]): (number | null)[] {
  let known = 0
  for (let place = 0; place < terms.length; place += 1) if (termValues[place] !== null) known += terms[place]?.weight ?? 0
  return terms.map((term, place) => {
    const value = termValues[place] ?? null
    if (value === null) return null
    const { slope, lift } = pointsOf(term)
    return Math.min(1, Math.max(0, value * slope + lift) / known)
  })
}

/** The same with every step of the computation, by the published method. */
export const explainedOf = (terms: readonly schema.RankedTerm[], row: Pick<StoredCells, 'termValues'>): readonly Contribution[] => scoreOf(terms, valuesOf(terms, row)).contributions
