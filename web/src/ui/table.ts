import type { ColumnDef, SortingState } from '@tanstack/vue-table'

export interface TableColumn<Row> {
  /** Also the name of its slots: `cell-<id>` ({ row }) and `head-<id>`. */
  id: string
  label: string
  /** What is sorted, and written when there is no slot. */
  value?: (row: Row) => string | number | boolean | null | undefined
  /** Pixels at first; the person widens it by the edge of its head. Default 160. */
  width?: number
  /** Takes what room is left. */
  grow?: boolean
  align?: 'start' | 'end' | 'center'
  sortable?: boolean
  /** Cannot be put away. */
  fixed?: boolean
}

export interface TableSort {
  id: string
  desc: boolean
}

/** Sorts words as people do (accents, numbers inside words), numbers by value, the unknown last whatever the direction. */
export function compareValues(a: unknown, b: unknown, locale: string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), locale, { numeric: true, sensitivity: 'base' })
}

const isKnown = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

/** Our columns in the words of TanStack Table. */
export const toColumnDefs = <Row>(columns: readonly TableColumn<Row>[], locale: () => string): ColumnDef<Row>[] =>
  columns.map((column) => ({
    id: column.id,
    accessorFn: (row) => {
      const value = column.value?.(row)
      return isKnown(value) ? value : undefined
    },
    size: column.width ?? 160,
    minSize: 56,
    enableSorting: column.sortable ?? false,
    sortUndefined: 'last',
    sortingFn: (a, b, id) => compareValues(a.getValue(id), b.getValue(id), locale()),
  }))

export const toSorting = (sort: TableSort | undefined): SortingState => (sort ? [sort] : [])

/** The next order when a head is pressed: ascending, descending, then none. */
export function nextSort(sort: TableSort | undefined, id: string): TableSort | undefined {
  if (sort?.id !== id) return { id, desc: false }
  return sort.desc ? undefined : { id, desc: true }
}

/** `grid-template-columns` for the columns in sight. */
export const gridTemplate = (columns: readonly { grow?: boolean | undefined; width: number }[], selectable: boolean): string =>
  [...(selectable ? ['2.5rem'] : []), ...columns.map((column) => (column.grow ? `minmax(${column.width}px, 1fr)` : `${column.width}px`))].join(' ')
