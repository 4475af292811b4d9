import type { schema } from '@convergence/db'

export type Aggregation = (typeof schema.indicatorAggregation.enumValues)[number]
export type Direction = (typeof schema.indicatorDirection.enumValues)[number]
export type ValueStatus = (typeof schema.indicatorValueStatus.enumValues)[number]

/** What may be done with a value in each status. Frozen, it is only restated. */
const deeds = {
  draft: ['edit', 'submit', 'withdraw'],
  submitted: ['edit', 'validate', 'reopen', 'withdraw'],
  validated: ['reopen', 'freeze'],
  frozen: ['restate'],
} as const satisfies Record<ValueStatus, readonly string[]>
export type ValueDeed = (typeof deeds)[ValueStatus][number]
export const valueDeeds = ['edit', 'submit', 'withdraw', 'validate', 'reopen', 'freeze', 'restate'] as const satisfies readonly ValueDeed[]

export const mayDo = (status: ValueStatus): readonly ValueDeed[] => deeds[status]
export const allows = (status: ValueStatus, deed: ValueDeed): boolean => mayDo(status).includes(deed)

/** Statuses in which a value counts in a series, an edition and a consolidated figure. */
export const counts = (status: ValueStatus): boolean => status === 'validated' || status === 'frozen'

/** Numerator by denominator; a unit that begins with % makes it a percentage. The denominator is above zero. */
export const ratioOf = (numerator: number, denominator: number, unit: string): number => (unit.startsWith('%') ? (100 * numerator) / denominator : numerator / denominator)

/** A value of one perimeter over one period, as a consolidation reads it. */
export interface Cell { perimeterId: string; value: number; numerator: number | null; denominator: number | null; count: number | null; statedAt: number }
export interface Figure { value: number; numerator: number | null; denominator: number | null; count: number | null }

const total = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0)

/**
 * One figure of several perimeters: their sum, their mean, the ratio of the sums of their parts (a cell without parts is left
 * out), or the one that was stated last. Null of nothing.
 */
export function consolidate(aggregation: Aggregation, unit: string, cells: readonly Cell[]): Figure | null {
  const counted = cells.flatMap((cell) => (cell.count === null ? [] : [cell.count]))
  const count = counted.length > 0 ? total(counted) : null
  const parts = cells.flatMap(({ numerator, denominator }) => (numerator === null || denominator === null ? [] : [{ numerator, denominator }]))
  if (cells.length === 0) return null
  if (aggregation === 'ratio') {
    const [numerator, denominator] = [total(parts.map((p) => p.numerator)), total(parts.map((p) => p.denominator))]
    return denominator > 0 ? { value: ratioOf(numerator, denominator, unit), numerator, denominator, count } : null
  }
  const bare = { numerator: null, denominator: null }
  if (aggregation === 'last') {
    const last = cells.reduce((a, b) => (b.statedAt > a.statedAt ? b : a))
    return { value: last.value, numerator: last.numerator, denominator: last.denominator, count: last.count }
  }
  const sum = total(cells.map((cell) => cell.value))
  return { value: aggregation === 'mean' ? sum / cells.length : sum, ...bare, count }
}

/** Those that lie below no other of them: what a region says is in what the whole says already. */
export function topmost<T extends { perimeterId: string }>(cells: readonly T[], parents: ReadonlyMap<string, string | null>): T[] {
  const there = new Set(cells.map((cell) => cell.perimeterId))
  return cells.filter((cell) => !ancestorsOf(cell.perimeterId, parents).some((id) => there.has(id)))
}

/** The perimeters above one, the nearest first. */
export function ancestorsOf(id: string, parents: ReadonlyMap<string, string | null>): string[] {
  const above: string[] = []
  for (let next = parents.get(id) ?? null; next !== null && !above.includes(next); next = parents.get(next) ?? null) above.push(next)
  return above
}

export const trends = ['better', 'worse', 'stable', 'moved', 'unknown'] as const
export interface Trend { kind: (typeof trends)[number]; /** Last less the one before, in the unit. */ change: number | null; /** Of the one before; null when that is 0. */ changePercent: number | null }

/** What moved between the last two values; `moved` where no direction is better. */
export function trendOf(direction: Direction, values: readonly number[]): Trend {
  const [last, before] = [values.at(-1), values.at(-2)]
  if (last === undefined || before === undefined) return { kind: 'unknown', change: null, changePercent: null }
  const change = last - before
  const changePercent = before === 0 ? null : (100 * change) / Math.abs(before)
  if (change === 0) return { kind: 'stable', change, changePercent }
  if (direction === 'none') return { kind: 'moved', change, changePercent }
  return { kind: change > 0 === (direction === 'up') ? 'better' : 'worse', change, changePercent }
}

export interface TargetInput { value: number | null; baseline: number | null; target: number | null; direction: Direction }
export interface Distance { reached: boolean; /** Target less value, in the unit. */ distance: number; /** Share of the way from the baseline to the target, 0–100; null without a baseline apart from the target. */ share: number | null }

/** The periods that compare with each other: the complete ones, or all of them while none is complete. A value without its largest region is no fall. */
export function comparable<T extends { n: number; of: number }>(periods: readonly T[]): T[] {
  const complete = periods.filter((period) => period.n === period.of)
  return complete.length > 0 ? complete : [...periods]
}

/** How far the last value is from the target; null without either. */
export function distanceTo({ value, baseline, target, direction }: TargetInput): Distance | null {
  if (value === null || target === null) return null
  const reached = direction === 'down' ? value <= target : direction === 'up' ? value >= target : value === target
  const way = baseline === null || baseline === target ? null : (100 * (value - baseline)) / (target - baseline)
  return { reached, distance: target - value, share: reached ? 100 : way === null ? null : Math.min(100, Math.max(0, way)) }
}
