import { computed, onBeforeUnmount, ref, watch, type ComputedRef, type Ref } from 'vue'

/** Pixels of the parts of the matrix. */
export interface MatrixSize {
  row: number
  column: number
  /** Where the points stand. */
  side: number
  /** Where the names stand. */
  head: number
  /** Distribution, status and rapprochement. */
  tail: number
  glyph: number
  /** Whether the tail stays in sight while the columns move. */
  stickyTail: boolean
}

const narrow = 760

/** Measures for a width and a number of columns: columns share the room there is, from 26 to 44 pixels each. Pure. */
export function sizeFor(width: number, columns: number): MatrixSize {
  if (width < narrow) return { row: 40, column: 34, side: 136, head: 150, tail: 300, glyph: 24, stickyTail: false }
  const [side, tail] = [width < 1100 ? 200 : 256, 368]
  const stickyTail = width > 900
  const room = (width - side - (stickyTail ? tail : 0) - 16) / Math.max(1, columns)
  const column = Math.floor(Math.max(26, Math.min(44, room)))
  return { row: Math.max(34, Math.min(38, column + 4)), column, side, head: 204, tail, glyph: Math.min(26, column - 4), stickyTail }
}

/** The same, following the element. */
export function useMatrixSize(element: Readonly<Ref<HTMLElement | null>>, columns: () => number): ComputedRef<MatrixSize> {
  const width = ref(1200)
  let observer: ResizeObserver | undefined
  watch(element, (now) => {
    observer?.disconnect()
    if (!now) return
    observer = new ResizeObserver(() => (width.value = now.clientWidth))
    observer.observe(now)
    width.value = now.clientWidth
  })
  onBeforeUnmount(() => observer?.disconnect())
  return computed(() => sizeFor(width.value, columns()))
}
