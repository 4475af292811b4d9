import { agreement, polarisation } from '../methods/agreement/index.ts'
import type { RoundCriterion } from './round.ts'
import type { ScoreTable } from './table.ts'

/** A score against what the others say. `distance`: |value − median of the other voices| in share of the scale, 0–1. */
export interface Stray { voice: number; criterionId: string; place: number; value: number; othersMedian: number; distance: number }
export interface VoiceDistance { voice: number; n: number; distance: number; lean: number; farthest: Stray[] }

const FARTHEST_SHOWN = 3

/** Median of ascending values without the one at `left`; two values or more. */
function medianWithout(ascending: readonly number[], left: number): number {
  const at = (index: number): number => ascending[index < left ? index : index + 1] ?? 0
  const others = ascending.length - 1
  return (at(Math.floor((others - 1) / 2)) + at(Math.ceil((others - 1) / 2))) / 2
}

/** Each score of a stakeholder on a criterion against the median of the others'; nothing for a score that stands alone. */
function straysOf(criterion: RoundCriterion, ratings: readonly (readonly (number | null)[])[], place: number): Stray[] {
  const held = ratings.flatMap((row, voice) => (row[place] === null || row[place] === undefined ? [] : [{ voice, value: row[place] }])).toSorted((a, b) => a.value - b.value)
  if (held.length < 2) return []
  const ascending = held.map((one) => one.value)
  return held.map(({ voice, value }, i) => {
    const othersMedian = medianWithout(ascending, i)
    return { voice, criterionId: criterion.criterionId, place, value, othersMedian, distance: Math.abs(value - othersMedian) / (criterion.max - criterion.min) }
  })
}

/** Every score of a round against the others', criterion by criterion. Cost: O(scores · log raters). */
export const allStrays = (table: ScoreTable, criteria: readonly RoundCriterion[], places: number): Stray[] =>
  criteria.flatMap((criterion) => Array.from({ length: places }, (_, place) => straysOf(criterion, table.ratings.get(criterion.criterionId) ?? [], place)).flat())

/** A cell of the table that is split, by the place of its stakeholder. */
export interface SplitPlace { place: number; criterionId: string; polarisation: number; n: number }

/** The most polarised cells of a round; those on which all agree, or a single voice spoke, are left out. Cost: O(scores). */
export function mostPolarised(table: ScoreTable, criteria: readonly RoundCriterion[], places: number, limit: number): SplitPlace[] {
  const found = criteria.filter((criterion) => criterion.max - criterion.min >= 2).flatMap((criterion) => {
    const ratings = table.ratings.get(criterion.criterionId) ?? []
    return Array.from({ length: places }, (_, place): SplitPlace => {
      const counts = countsAt(ratings, place, criterion)
      const n = counts.reduce((sum, count) => sum + count, 0)
      return { place, criterionId: criterion.criterionId, n, polarisation: n < 2 ? 0 : polarisation(agreement(counts)) }
    })
  })
  return found.filter((cell) => cell.polarisation > 0).toSorted((a, b) => b.polarisation - a.polarisation || b.n - a.n).slice(0, limit)
}

function countsAt(ratings: readonly (readonly (number | null)[])[], place: number, { min, max }: RoundCriterion): number[] {
  const counts = new Array<number>(max - min + 1).fill(0)
  for (const row of ratings) {
    const value = row[place]
    if (value !== null && value !== undefined && value >= min && value <= max) counts[value - min] = (counts[value - min] ?? 0) + 1
  }
  return counts
}

/** Lists of the items that share a key. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const own = groups.get(keyOf(item))
    if (own) own.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length

/**
 * Who stands apart: for each voice, the mean distance of its scores from the median of the other voices (0–1 of the scale),
 * and whether they lie higher (lean above 0) or lower. The farthest first.
 */
export function voiceDistances(strays: readonly Stray[], criteria: readonly RoundCriterion[]): VoiceDistance[] {
  const width = new Map(criteria.map(({ criterionId, min, max }) => [criterionId, max - min]))
  return [...groupBy(strays, (stray) => stray.voice)].map(([voice, own]) => ({
    voice, n: own.length,
    distance: mean(own.map((s) => s.distance)),
    lean: mean(own.map((s) => (s.value - s.othersMedian) / (width.get(s.criterionId) ?? 1))),
    farthest: own.filter((s) => s.distance > 0).toSorted((a, b) => b.distance - a.distance).slice(0, FARTHEST_SHOWN),
  })).toSorted((a, b) => b.distance - a.distance || a.voice - b.voice)
}
