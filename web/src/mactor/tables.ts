import type { Order, Results } from './store.ts'

export type Tint = 'diverging' | 'agree' | 'disagree' | 'sequential' | 'none'
export interface Column { id: string; /** A name from the data; else the heading is `mactor.column.<id>`. */ name?: string; /** Where a total begins: drawn apart. */ total?: boolean; kind?: 'role' | 'percent' | 'share' }
export type Value = number | string | null
export interface Table {
  id: TableId
  order?: 1 | 2 | 3
  /** What a row is. */
  of: 'actor' | 'objective' | 'order'
  rows: { id: string; name: string; values: Value[] }[]
  columns: Column[]
  /** Rows under the others, such as Di under MIDI: never sorted with them. */
  feet: { id: string; values: Value[] }[]
  digits: number
  tint: Tint
  /** The largest size among the cells that are tinted. */
  most: number
}

export const inputTables = ['mid', 'mao2'] as const
export const influenceTables = ['midi', 'forces', 'mmidi', 'netBalance'] as const
export const orderTables = ['mao', 'convergence', 'divergence', 'netDistance', 'mobilisation'] as const
export const summaryTables = ['degrees', 'ambivalence'] as const
export const tableIds = [...inputTables, ...influenceTables, ...orderTables, ...summaryTables] as const
export type TableId = (typeof tableIds)[number]
export const hasOrders = (id: TableId): boolean => (orderTables as readonly TableId[]).includes(id)

type Cells = readonly (readonly (number | null)[])[]
const mostOf = (cells: Cells): number => Math.max(0, ...cells.flat().map((value) => Math.abs(value ?? 0)))

/** A table over the actors, with what stands at the end of each row and under each column. */
function grid(results: Results, id: TableId, cells: Cells, more: Partial<Table> & { ends?: { column: Column; values: readonly number[] }[]; over?: 'actors' | 'objectives' }): Table {
  const { ends = [], over = 'actors', ...rest } = more
  const across = over === 'actors' ? results.actors.map((a) => ({ id: a.id, name: a.name })) : results.objectives.map((o) => ({ id: o.id, name: o.title }))
  return {
    id, of: 'actor', digits: 1, tint: 'sequential', feet: [], most: mostOf(cells),
    columns: [...across, ...ends.map((e) => ({ ...e.column, total: true }))],
    rows: results.actors.map((actor, i) => ({ id: actor.id, name: actor.name, values: [...(cells[i] ?? []), ...ends.map((e) => e.values[i] ?? null)] })),
    ...rest,
  }
}

function influenceTable(results: Results, id: TableId): Table | undefined {
  const found = results.influences
  if (!found) return undefined
  const foot = (name: string, values: readonly number[], total: number | null) => [{ id: name, values: [...values, total] }]
  if (id === 'midi') return grid(results, id, found.midi, { ends: [{ column: { id: 'influence' }, values: found.influence }], feet: foot('dependence', found.dependence, found.totalInfluence) })
  if (id === 'mmidi') return grid(results, id, found.mmidi, { ends: [{ column: { id: 'maxInfluence' }, values: found.maxInfluence }], feet: foot('maxDependence', found.maxDependence, null) })
  if (id === 'netBalance') return grid(results, id, found.netBalance, { tint: 'diverging', ends: [{ column: { id: 'netInfluence' }, values: found.netInfluence }] })
  if (id !== 'forces') return undefined
  const columns: Column[] = [{ id: 'role', kind: 'role' }, { id: 'influence' }, { id: 'dependence' }, { id: 'netInfluence' }, { id: 'riStar' }, { id: 'maxInfluence' }, { id: 'maxDependence' }, { id: 'qiStar' }]
  const rows = results.actors.map((actor, i) => ({ id: actor.id, name: actor.name, values: [found.roles[i] ?? null, found.influence[i] ?? null, found.dependence[i] ?? null, found.netInfluence[i] ?? null, found.riStar?.[i] ?? null, found.maxInfluence[i] ?? null, found.maxDependence[i] ?? null, found.qiStar?.[i] ?? null] }))
  return { id, of: 'actor', rows, columns, feet: [], digits: 2, tint: 'none', most: 0 }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function orderTable(results: Results, id: TableId, order: Order): Table | undefined {
  const about = { order: order.order as 1 | 2 | 3 }
  if (id === 'convergence') return grid(results, id, order.convergence, { ...about, tint: 'agree', ends: [{ column: { id: 'sum' }, values: order.convergenceSum }] })
  if (id === 'divergence') return grid(results, id, order.divergence, { ...about, tint: 'disagree', ends: [{ column: { id: 'sum' }, values: order.divergenceSum }] })
  if (id === 'netDistance') return grid(results, id, order.netDistance, { ...about, tint: 'diverging', ends: [{ column: { id: 'sum' }, values: order.netDistance.map(sum) }] })
  if (id === 'mao') {
    const foot = (name: string, values: readonly number[]) => ({ id: name, values: [...values, null] })
    return grid(results, id, order.mao, { ...about, over: 'objectives', tint: 'diverging', ends: [{ column: { id: 'implication' }, values: order.implication }], feet: [foot('mobilisationFor', order.mobilisationFor), foot('mobilisationAgainst', order.mobilisationAgainst), foot('mobilisation', order.mobilisation)] })
  }
  if (id !== 'mobilisation') return undefined
  const rows = results.objectives.map((objective, k) => ({ id: objective.id, name: objective.title, values: [order.mobilisationFor[k] ?? null, order.mobilisationAgainst[k] ?? null, order.mobilisation[k] ?? null] }))
  return { id, ...about, digits: 1, of: 'objective', rows, columns: [{ id: 'mobilisationFor' }, { id: 'mobilisationAgainst' }, { id: 'mobilisation', total: true }], feet: [], tint: 'diverging', most: Math.max(0, ...order.mobilisation) }
}

function summaryTable(results: Results, id: TableId): Table | undefined {
  if (results.orders.length === 0) return undefined
  if (id === 'degrees') {
    const rows = results.orders.map((o) => ({ id: String(o.order), name: String(o.order), values: [o.convergenceDegree === undefined ? null : o.convergenceDegree / 100, o.divergenceDegree === undefined ? null : o.divergenceDegree / 100] }))
    return { id, of: 'order', rows, columns: [{ id: 'convergenceDegree', kind: 'percent' }, { id: 'divergenceDegree', kind: 'percent' }], feet: [], digits: 1, tint: 'none', most: 0 }
  }
  const rows = results.actors.map((actor, i) => ({ id: actor.id, name: actor.name, values: results.orders.map((o) => o.ambivalenceByActor.find((a) => a.actor === i)?.value ?? null) }))
  return { id, of: 'actor', rows, columns: results.orders.map((o) => ({ id: `order${o.order}`, kind: 'share' as const })), feet: [], digits: 2, tint: 'sequential', most: 1 }
}

/** A table of the results, or undefined when it cannot be computed: `reasonsFor` says why. */
export function tableOf(results: Results, id: TableId, order: number): Table | undefined {
  if (id === 'mid') return grid(results, id, results.mid.map((row, i) => row.map((value, j) => (i === j ? null : value))), { digits: 0 })
  if (id === 'mao2') return grid(results, id, results.mao2, { digits: 0, tint: 'diverging', over: 'objectives', columns: results.objectives.map((o) => ({ id: o.id, name: o.title })) })
  if (hasOrders(id)) {
    const found = results.orders.find((o) => o.order === order)
    return found && orderTable(results, id, found)
  }
  return influenceTable(results, id) ?? summaryTable(results, id)
}

/** The reasons that a table or a figure is absent, each once. */
export function reasonsFor(results: Results, part: 'influences' | 'orders' | `orders.${string}` | `influences.${string}`): string[] {
  const asked = results.reasons.filter(({ field }) => field === part || part.startsWith(`${field}.`))
  return [...new Set(asked.map((reason) => reason.message))]
}

/** The part of the results that a table stands on. */
export const partOf = (id: TableId, order: number): 'influences' | 'orders' | `orders.${number}` =>
  (influenceTables as readonly TableId[]).includes(id) ? 'influences' : hasOrders(id) ? `orders.${order - 1}` : 'orders'

export interface Sorting { column: number; descending: boolean }

/** The rows by one column, −1 being the name; empty values come last whichever the way. */
export function sortRows<R extends { name: string; values: readonly Value[] }>(rows: readonly R[], sorting: Sorting | undefined, locale: string): R[] {
  if (!sorting) return [...rows]
  const way = sorting.descending ? -1 : 1
  const valueOf = (row: R): Value => (sorting.column < 0 ? row.name : (row.values[sorting.column] ?? null))
  return rows.toSorted((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return way * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), locale))
  })
}
