/** Pure decisions of the prospective diagnosis: what is compared, what moves, in which order. */

export const FEW = 3
/** What counts as a move, as a share of the length of the scale: half a point on 1–5. */
export const MOVE_SHARE = 1 / 8

export const sides = ['internal', 'stakeholder'] as const
export type Side = (typeof sides)[number]
export const viewNames = ['internalNow', 'stakeholderNow', 'jointNow', 'internalThen', 'stakeholderThen', 'jointThen'] as const
export type ViewName = (typeof viewNames)[number]

/** What one side says at one time: the value, its extremes where they are known, how many voices. */
export interface View { value: number | null; low: number | null; high: number | null; n: number; few: boolean }
export type Views = Record<ViewName, View>
export interface Measure { key: string; views: Views; gapNow: number | null; gapThen: number | null; moveInternal: number | null; moveStakeholder: number | null }
export interface Classes { internalNow: string | null; stakeholderNow: string | null; internalThen: string | null; stakeholderThen: string | null }
export interface Row { id: string; name: string; nameEn: string | null; reference: string; detail: string | null; fictional: boolean; measures: Measure[]; classes: Classes; changes: Side[]; conclusive: boolean }
export interface Axis { key: string; labelFr: string; labelEn: string; min: number; max: number; cut: number | null }

export const viewOf = (value: number | null, n: number, low: number | null = value, high: number | null = value): View => ({ value, low, high, n, few: n < FEW })
export const noView: View = viewOf(null, 0)

/** The middle voice, the higher of two: a value that somebody gave, so that a severity is never a mean. Null for none. */
export function highMedian(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

/** Several voices of one side as one view: the middle one between the extremes. */
export const viewOfVoices = (values: readonly number[]): View => (values.length === 0 ? noView : viewOf(highMedian(values), values.length, Math.min(...values), Math.max(...values)))

/** a − b, where both are known. */
export const difference = (a: View, b: View): number | null => (a.value === null || b.value === null ? null : a.value - b.value)

/** A measure with its gaps (internal − stakeholders) and its moves (then − now). */
export const measureOf = (key: string, views: Views): Measure => ({
  key, views, gapNow: difference(views.internalNow, views.stakeholderNow), gapThen: difference(views.internalThen, views.stakeholderThen),
  moveInternal: difference(views.internalThen, views.internalNow), moveStakeholder: difference(views.stakeholderThen, views.stakeholderNow),
})

/** Sides that see another class at the horizon than today; a class that is not known changes into none. */
export const classChanges = (classes: Classes): Side[] =>
  sides.filter((side) => classes[`${side}Now`] !== null && classes[`${side}Then`] !== null && classes[`${side}Now`] !== classes[`${side}Then`])

/** Whether something is compared, each time among enough voices: over time on one side, or between the sides at the horizon. */
export const isConclusive = (measures: readonly Measure[]): boolean =>
  measures.some(({ views: v }) => [[v.internalNow, v.internalThen], [v.stakeholderNow, v.stakeholderThen], [v.internalThen, v.stakeholderThen]].some((pair) => pair.every((view) => view.value !== null && !view.few)))

export const rowOf = (row: Omit<Row, 'changes' | 'conclusive'>): Row => ({ ...row, changes: classChanges(row.classes), conclusive: isConclusive(row.measures) })

const size = (value: number | null): number => Math.abs(value ?? 0)
const largest = (values: readonly number[]): number => Math.max(0, ...values)
const narrowed = ({ measures }: Row, key: string | undefined): Measure[] => measures.filter((measure) => key === undefined || measure.key === key)

/** The widest gap of a row between the sides, at the horizon where it is known, else today. */
export const gapOf = (row: Row, key?: string): number => largest(narrowed(row, key).map((m) => size(m.gapThen ?? m.gapNow)))
/** The longest move of a row on either side. */
export const moveOf = (row: Row, key?: string): number => largest(narrowed(row, key).flatMap((m) => [size(m.moveInternal), size(m.moveStakeholder)]))

export const sorts = ['move', 'gap', 'class', 'name'] as const
export type Sort = (typeof sorts)[number]

const byName = (a: Row, b: Row): number => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1)
/** What stands on enough voices comes first; equals come by name, so that the order in which rows arrive says nothing. */
export function arrange(rows: readonly Row[], sort: Sort, key?: string): Row[] {
  const weight: Record<Sort, (row: Row) => number> = { name: () => 0, gap: (row) => gapOf(row, key), move: (row) => moveOf(row, key), class: (row) => row.changes.length * 100 + moveOf(row, key) }
  return rows.toSorted((a, b) => (sort === 'name' ? 0 : Number(b.conclusive) - Number(a.conclusive) || weight[sort](b) - weight[sort](a)) || byName(a, b))
}

/** Rows by a key, in the order in which they come. */
export function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
