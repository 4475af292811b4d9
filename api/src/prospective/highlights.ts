import { type Axis, type Classes, difference, type Measure, MOVE_SHARE, type Row, type Side, sides, type View } from './rules.ts'

export const kinds = ['class-change', 'rise', 'fall', 'apart', 'closer', 'emerging', 'fading'] as const
export type Kind = (typeof kinds)[number]
/** One object of a sentence: what it was and what it becomes, in words of a class or in figures. */
export interface Example { id: string; name: string; nameEn: string | null; side: Side | null; measure: string | null; from: string | null; to: string | null; before: number | null; after: number | null }
export interface Highlight { kind: Kind; count: number; examples: Example[] }

const EXAMPLES = 3
interface Found extends Example { weight: number }

const enough = (...views: View[]): boolean => views.every((view) => view.value !== null && !view.few)

/**
 * What moves between today and the horizon, each with how many rows and the three strongest: classes that change; measures that rise or
 * fall by an eighth of their scale on one side; sides that part or come closer; what appears or is said no more. Only what at least
 * three voices say each time is told.
 */
export function highlightsOf(rows: readonly Row[], axes: readonly Axis[]): Highlight[] {
  const found = new Map<Kind, Found[]>(kinds.map((kind) => [kind, []]))
  for (const row of rows) for (const [kind, one] of inRow(row, axes)) found.get(kind)?.push(one)
  return kinds.flatMap((kind) => {
    const all = strongestPerRow(found.get(kind) ?? [])
    return all.length === 0 ? [] : [{ kind, count: all.length, examples: all.slice(0, EXAMPLES).map(({ weight: _weight, ...one }) => one) }]
  })
}

function strongestPerRow(all: readonly Found[]): Found[] {
  const sorted = all.toSorted((a, b) => b.weight - a.weight || a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1))
  return sorted.filter((one, i) => sorted.findIndex((other) => other.id === one.id) === i)
}

function inRow(row: Row, axes: readonly Axis[]): [Kind, Found][] {
  const { id, name, nameEn } = row
  const base = { id, name, nameEn, side: null, measure: null, from: null, to: null, before: null, after: null }
  const told = [...row.changes].filter((side) => row.measures.every(({ views }) => enough(views[`${side}Now`], views[`${side}Then`])))
  const classes: [Kind, Found][] = told.map((side) => ['class-change', { ...base, side, ...ends(row.classes, side), weight: told.length }])
  return [...classes, ...row.measures.flatMap((measure) => ofMeasure(base, measure, axes.find((axis) => axis.key === measure.key)))]
}

const ends = (classes: Classes, side: Side) => ({ from: classes[`${side}Now`], to: classes[`${side}Then`] })

function ofMeasure(base: Example, { key, views }: Measure, axis: Axis | undefined): [Kind, Found][] {
  const least = axis ? (axis.max - axis.min) * MOVE_SHARE : 0
  const moves = sides.flatMap((side): [Kind, Found][] => {
    const [now, then] = [views[`${side}Now`], views[`${side}Then`]]
    const by = difference(then, now)
    const one = { ...base, side, measure: key, before: now.value, after: then.value }
    if (now.n === 0 && enough(then)) return [['emerging', { ...one, weight: then.value ?? 0 }]]
    if (then.n === 0 && enough(now) && key === 'weight') return [['fading', { ...one, weight: now.value ?? 0 }]]
    if (by === null || Math.abs(by) < least || !enough(now, then)) return []
    return [[by > 0 ? 'rise' : 'fall', { ...one, weight: Math.abs(by) }]]
  })
  return [...moves, ...gaps(base, key, views, least)]
}

function gaps(base: Example, key: string, v: Measure['views'], least: number): [Kind, Found][] {
  const [now, then] = [difference(v.internalNow, v.stakeholderNow), difference(v.internalThen, v.stakeholderThen)]
  if (now === null || then === null || !enough(v.internalNow, v.stakeholderNow, v.internalThen, v.stakeholderThen)) return []
  const by = Math.abs(then) - Math.abs(now)
  return Math.abs(by) < least ? [] : [[by > 0 ? 'apart' : 'closer', { ...base, measure: key, before: Math.abs(now), after: Math.abs(then), weight: Math.abs(by) }]]
}
