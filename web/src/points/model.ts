import type { components } from '../api/generated.ts'
import { fold } from '../ui/match.ts'
import type { DistributionCounts } from '../ui/distribution.ts'

type Schemas = components['schemas']
export type Item = Schemas['ConvergenceItem']
export type Counts = Schemas['PositionCounts']
export type Matrix = Schemas['PositionMatrix']
export type MatrixCell = Matrix['rows'][number]['cells'][number]
export type Holder = Schemas['Holder']
export type HolderCategory = Schemas['HolderCategory']
export type Status = Item['status']
export type PositionState = MatrixCell['state']
export type Figure = { value: number } | { reason: string }

export const statuses: readonly Status[] = ['convergence', 'divergence', 'mixed', 'unknown']
export const orders = ['polarisation', 'movement', 'status', 'n', 'title'] as const
export type Order = (typeof orders)[number]

export const isOrder = (text: unknown): text is Order => orders.some((order) => order === text)

/** The figure, or undefined where there is none. */
export const valueOf = (figure: Figure): number | undefined => ('value' in figure ? figure.value : undefined)

/** Counts of the API as the strip draws them: "not asked" and "left before" were not asked, and take no place. */
export const stripOf = (counts: Counts): DistributionCounts => ({
  against2: counts.against2, against1: counts.against1, neutral: counts.neutral, for1: counts.for1, for2: counts.for2, abstained: counts.abstained, unknown: counts.noAnswer, contested: counts.contested,
})

export const tones = ['against2', 'against1', 'neutral', 'for1', 'for2'] as const
export type Tone = (typeof tones)[number]
/** The name of a value −2…+2 in tokens and texts. */
export const toneOf = (value: number): Tone => tones[value + 2] ?? 'neutral'

const stateTexts: Record<PositionState, string> = { stated: 'neutral', abstained: 'abstained', no_answer: 'noAnswer', not_asked: 'notAsked', left_before: 'left', contested: 'contested' }
/** What a recorded position counts as: contested by its holder, it is none. */
export const countedAs = ({ state, value, confirmation }: { state: PositionState; value: number | null; confirmation: string }): { state: PositionState; value: number | null } => (confirmation === 'contested' ? { state: 'contested', value: null } : { state, value })
/** Key of the word for a position: `common.position.for2`, `common.position.abstained`. */
export const positionKey = (state: PositionState, value: number | null): string => `common.position.${state === 'stated' && value !== null ? toneOf(value) : stateTexts[state]}`

const byTitle = (a: Item, b: Item): number => a.title.localeCompare(b.title, 'fr') || (a.id < b.id ? -1 : 1)
/** Too few holders say nothing of agreement: such points stand last in the orders of agreement. */
const judged = (item: Item): number => (item.status === 'unknown' ? 1 : 0)

/** How far it moved, whichever way; below nothing where there is no earlier state. */
const reachOf = (item: Item): number => {
  const value = valueOf(item.rapprochement.figure)
  return value === undefined ? -1 : Math.abs(value)
}

const comparers: Record<Order, (a: Item, b: Item) => number> = {
  polarisation: (a, b) => judged(a) - judged(b) || (valueOf(b.polarisation) ?? -1) - (valueOf(a.polarisation) ?? -1),
  movement: (a, b) => reachOf(b) - reachOf(a) || b.rapprochement.moved - a.rapprochement.moved,
  status: (a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status) || (valueOf(b.agreement) ?? -2) - (valueOf(a.agreement) ?? -2),
  n: (a, b) => b.n - a.n,
  title: () => 0,
}

/** A total order of the board: widest first; ties stand by title. */
export const orderItems = (items: readonly Item[], order: Order): Item[] => items.toSorted((a, b) => comparers[order](a, b) || byTitle(a, b))

export interface BoardFilter {
  words: string
  area: readonly string[]
  pillar: readonly string[]
  impact: readonly string[]
  convergence: readonly string[]
  fictional: readonly string[]
  body: readonly string[]
  outcome: readonly string[]
  commitment: readonly string[]
}

/** In which states the commitments of a point stand, in the words of the filter. */
export function promisesOf({ commitments: c }: Item): string[] {
  if (c.total === 0) return ['none']
  return (['overdue', 'open', 'blocked', 'contested', 'done', 'verified', 'dropped'] as const).filter((word) => c[word] > 0)
}

const chosen = (wanted: readonly string[], held: readonly string[]): boolean => wanted.length === 0 || held.some((value) => wanted.includes(value))

/** The points that a filter leaves; within one filter any value will do. */
export function filterItems(items: readonly Item[], filter: BoardFilter): Item[] {
  const words = fold(filter.words).split(/\s+/).filter(Boolean)
  return items.filter(
    (item) =>
      chosen(filter.area, item.areas.map(({ id }) => id)) &&
      chosen(filter.pillar, item.pillars.map(({ id }) => id)) &&
      chosen(filter.impact, item.impacts.map(({ id }) => id)) &&
      chosen(filter.convergence, [item.status]) &&
      chosen(filter.body, item.bodyIds) &&
      chosen(filter.outcome, [item.outcome?.kind ?? 'none']) &&
      chosen(filter.commitment, promisesOf(item)) &&
      chosen(filter.fictional, [String(item.fictional)]) &&
      words.every((word) => fold(`${item.title} ${item.statement} ${item.reference}`).includes(word)),
  )
}

export interface BoardSummary extends Record<Status, number> {
  points: number
  closer: number
  apart: number
}

/** The board in figures. */
export function summarise(items: readonly Item[]): BoardSummary {
  const count = (keep: (item: Item) => boolean): number => items.filter(keep).length
  const of = (status: Status): number => count((item) => item.status === status)
  return {
    points: items.length, convergence: of('convergence'), divergence: of('divergence'), mixed: of('mixed'), unknown: of('unknown'),
    closer: count((item) => item.rapprochement.direction === 'closer'), apart: count((item) => item.rapprochement.direction === 'apart'),
  }
}

/** Points that moved, the widest change first: for "Ce qui a bougé". */
export const movedItems = (items: readonly Item[]): Item[] =>
  orderItems(items.filter((item) => item.rapprochement.moved > 0), 'movement')

export interface ColumnGroup {
  category: HolderCategory | undefined
  holders: Holder[]
}

/** Holders in the order given, cut where the category changes; only the chosen categories, if any. */
export function groupHolders(holders: readonly Holder[], categories: readonly HolderCategory[], wanted: readonly string[] = []): ColumnGroup[] {
  const byId = new Map(categories.map((category) => [category.id, category]))
  const groups = new Map<string, ColumnGroup>()
  for (const holder of holders) {
    const key = holder.categoryId ?? ''
    if (wanted.length > 0 && !wanted.includes(key)) continue
    const group = groups.get(key) ?? { category: byId.get(key), holders: [] }
    group.holders.push(holder)
    groups.set(key, group)
  }
  return [...groups.values()]
}

export interface CentredSegment {
  tone: Tone
  count: number
  x: number
  width: number
}

/** A strip centred on zero: against to the left, for to the right, the neutral astride the middle. `unit` is the width of one holder. */
export function centre(counts: Counts, width: number, unit: number): CentredSegment[] {
  const left = counts.against2 + counts.against1 + counts.neutral / 2
  let x = width / 2 - left * unit
  return tones
    .map((tone) => {
      const segment = { tone, count: counts[tone], x, width: counts[tone] * unit }
      x += segment.width
      return segment
    })
    .filter((segment) => segment.count > 0)
}

/** The widest side that must fit a centred strip, in holders. */
export const widestSide = (items: readonly { counts: Counts }[]): number =>
  Math.max(1, ...items.map(({ counts: c }) => Math.max(c.against2 + c.against1, c.for1 + c.for2) + c.neutral / 2))
