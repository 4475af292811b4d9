/** The list with one item moved by so many places; the same list when it cannot go further. */
export function movedBy(ids: readonly string[], id: string, by: number): string[] {
  const from = ids.indexOf(id)
  const to = Math.min(Math.max(from + by, 0), ids.length - 1)
  return from < 0 || from === to ? [...ids] : movedTo(ids, id, to)
}

/** The list with one item at a place, counted without it. */
export function movedTo(ids: readonly string[], id: string, to: number): string[] {
  const others = ids.filter((one) => one !== id)
  return [...others.slice(0, to), id, ...others.slice(to)]
}

/** Where a dragged block lands: before the target when it came from below, after it when it came from above. */
export const droppedOn = (ids: readonly string[], id: string, target: string): string[] => (id === target ? [...ids] : movedTo(ids, id, ids.indexOf(target)))
