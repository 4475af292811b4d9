import type { Order, Results } from './store.ts'

export interface Segment { id: string; stakeholderId: string; name: string; value: number }
export interface MobilisationRow { id: string; title: string; pointId: string | null; areaId: string | null; for: number; against: number; /** The strongest nearest to the middle. */ supporters: Segment[]; opponents: Segment[] }

/** Per objective who is for and who is against at an order, with sizes of 0 or above. */
export function mobilisationRows(results: Results, order: Order): MobilisationRow[] {
  return results.objectives.map((objective, k) => {
    const segments = results.actors.map((actor, i) => ({ id: actor.id, stakeholderId: actor.stakeholderId, name: actor.name, value: order.mao[i]?.[k] ?? 0 }))
    const side = (sign: 1 | -1): Segment[] => segments.filter((s) => s.value * sign > 0).map((s) => ({ ...s, value: Math.abs(s.value) })).sort((a, b) => b.value - a.value)
    return { id: objective.id, title: objective.title, pointId: objective.pointId, areaId: objective.areaId, for: order.mobilisationFor[k] ?? 0, against: -(order.mobilisationAgainst[k] ?? 0) + 0, supporters: side(1), opponents: side(-1) }
  })
}

/** The most mobilising first; the most disputed first (the weaker of the two sides); or by title. */
export function sortMobilisation(rows: MobilisationRow[], by: 'mobilisation' | 'conflict' | 'title', locale: string): MobilisationRow[] {
  if (by === 'title') return rows.toSorted((a, b) => a.title.localeCompare(b.title, locale))
  const total = (row: MobilisationRow): number => row.for + row.against
  const size = by === 'conflict' ? (row: MobilisationRow) => Math.min(row.for, row.against) : total
  return rows.toSorted((a, b) => size(b) - size(a) || total(b) - total(a))
}
