import { computed, ref, type ComputedRef, type Ref } from 'vue'

/** A place in the grid: row −1 is the head (holders), column −1 the points. */
export interface Place {
  row: number
  column: number
}

const within = (value: number, count: number): number => Math.max(-1, Math.min(count - 1, value))

/** Where a key leads from a place, or undefined when the key is not for the grid. Pure. */
export function step(from: Place, key: string, { control = false, rows, columns, page }: { control?: boolean; rows: number; columns: number; page: number }): Place | undefined {
  const { row, column } = from
  const to: Record<string, Place> = {
    ArrowUp: { row: control ? 0 : row - 1, column }, ArrowDown: { row: control ? rows : row + 1, column },
    ArrowLeft: { row, column: control ? 0 : column - 1 }, ArrowRight: { row, column: control ? columns : column + 1 },
    PageUp: { row: Math.max(0, row - page), column }, PageDown: { row: row + page, column },
    Home: { row: control ? 0 : row, column: -1 }, End: { row: control ? rows : row, column: columns },
  }
  const next = to[key]
  if (!next) return undefined
  const place = { row: within(next.row, rows), column: within(next.column, columns) }
  // The corner has nothing to say.
  return place.row === -1 && place.column === -1 ? { row: -1, column: Math.min(0, columns - 1) } : place
}

export interface Grid {
  active: Ref<Place>
  activeId: ComputedRef<string>
  idOf: (place: Place) => string
  isActive: (row: number, column: number) => boolean
  onKey: (event: KeyboardEvent) => void
}

/** One stop in the tab order, arrows inside, and the place said through `aria-activedescendant`: it survives virtual rows. */
export function useGrid(name: string, size: () => { rows: number; columns: number; page: number }, act: { show: (place: Place) => void; open: (place: Place) => void }): Grid {
  const active = ref<Place>({ row: 0, column: 0 })
  const idOf = ({ row, column }: Place): string => `${name}-${row}-${column}`
  return {
    active,
    idOf,
    activeId: computed(() => idOf(active.value)),
    isActive: (row, column) => active.value.row === row && active.value.column === column,
    onKey: (event) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        act.open(active.value)
        return
      }
      const next = step(active.value, event.key, { control: event.ctrlKey || event.metaKey, ...size() })
      if (!next) return
      event.preventDefault()
      active.value = next
      act.show(next)
    },
  }
}
