import { ref, type Ref } from 'vue'

export type Side = 'before' | 'after'
export interface Over { id: string; side: Side }

/** Dragging a row of a list onto another: which half of which row it is over, and the drop. */
export function useDragged(drop: (id: string, on: string, side: Side) => void): {
  over: Ref<Over | undefined>
  /** `text` is what another window gets when the row is dropped there. */
  start: (id: string, text: string, event: DragEvent) => void
  hover: (id: string, event: DragEvent) => void
  leave: (id?: string) => void
  drop: (on: string, event: DragEvent) => void
} {
  const over = ref<Over>()
  let dragged: string | undefined
  const sideOf = (event: DragEvent): Side => {
    const row = event.currentTarget instanceof HTMLElement ? event.currentTarget.getBoundingClientRect() : undefined
    return row && event.clientY > row.top + row.height / 2 ? 'after' : 'before'
  }
  return {
    over,
    start: (id, text, event) => {
      dragged = id
      // No browser starts a drag without data.
      event.dataTransfer?.setData('text/plain', text)
      if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
    },
    hover: (id, event) => {
      if (dragged === undefined) return
      event.preventDefault()
      over.value = id === dragged ? undefined : { id, side: sideOf(event) }
    },
    leave: (id) => {
      if (id === undefined) dragged = undefined
      if (id === undefined || over.value?.id === id) over.value = undefined
    },
    drop: (on, event) => {
      event.preventDefault()
      if (dragged !== undefined && dragged !== on) drop(dragged, on, sideOf(event))
      dragged = undefined
      over.value = undefined
    },
  }
}
